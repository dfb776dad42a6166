import functions_framework

from handler import create_handler
from steps import run

_answer = create_handler(run)


@functions_framework.http
def handle(request):
    return _answer(request)
