"""One plain function per act of the operator, one transaction per act."""
