from handler import create_handler
from steps import run

handler = create_handler(run)
