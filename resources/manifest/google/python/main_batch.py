import functions_framework

from handler import create_handler
from single import one_by_one
from steps import run

_answer = create_handler(one_by_one(run))


@functions_framework.http
def handle(request):
    return _answer(request)
