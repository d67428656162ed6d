import hashlib
import sys

from tests.documents import golden

made = {"document": golden.document, "codes": golden.codes}[sys.argv[1]]
sys.stdout.write(hashlib.sha256(made()).hexdigest())
