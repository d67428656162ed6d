import hashlib
import sys

from tests.documents.golden import document

sys.stdout.write(hashlib.sha256(document()).hexdigest())
