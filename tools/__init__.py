"""Commands for those who build the program: set-up, training, screenshots."""
