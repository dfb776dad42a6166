import { ManagedIdentityCredential } from '@azure/identity';
import { QueueServiceClient } from '@azure/storage-queue';

const queues = new QueueServiceClient(process.env.DATA__queueServiceUri, new ManagedIdentityCredential());

// Tells a queue of records whose last try has failed.
export async function giveUp(queueName, records, error) {
  const queue = queues.getQueueClient(queueName);
  for (const record of records) await queue.sendMessage(JSON.stringify({ error: error.message, record }));
  console.error(JSON.stringify({ event: 'given up', records: records.length, error: error.name, message: error.message }));
}
