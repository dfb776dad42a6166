import logging

from runner import Runner
from server import create_application
from steps import run

logging.basicConfig(level=logging.INFO)
application = create_application(Runner(run))
