from batch import Batch


def one_by_one(run):
    """Pub/Sub pushes one message at a time: a batch of one."""

    def run_one(message):
        batch = Batch()
        batch.add("message", message)
        run(batch)
        for error in batch.failures.values():
            raise error
        return {}

    return run_one
