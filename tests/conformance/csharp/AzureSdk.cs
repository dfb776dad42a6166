// The part of the Azure SDK for .NET, of the isolated worker of Azure Functions and of Microsoft.Data.SqlClient that exported
// code calls, without bodies: types and members as github.com/Azure/azure-sdk-for-net, Azure/azure-functions-dotnet-worker,
// Azure/azure-cosmos-dotnet-v3 and dotnet/SqlClient have them in 2026.
using System;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Azure.Core;

namespace System
{
    public class BinaryData
    {
        public static BinaryData FromString(string data) { throw null; }
    }
}

namespace Azure
{
    public class RequestFailedException : Exception
    {
        public int Status { get { throw null; } }
    }

    public abstract class Response { }

    public abstract class Response<T>
    {
        public T Value { get { throw null; } }
        public static implicit operator T(Response<T> response) { throw null; }
    }

    public abstract class AsyncPageable<T>
    {
        public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default(CancellationToken)) { throw null; }
    }
}

namespace Azure.Core
{
    public abstract class TokenCredential { }

    public class RetryOptions
    {
        public int MaxRetries { get; set; }
    }

    public abstract class ClientOptions
    {
        public RetryOptions Retry { get { throw null; } }
    }
}

namespace Azure.Identity
{
    public class DefaultAzureCredential : TokenCredential
    {
        public DefaultAzureCredential(bool includeInteractiveCredentials = false) { }
    }
}

namespace Azure.Security.KeyVault.Secrets
{
    public class KeyVaultSecret
    {
        public string Value { get { throw null; } }
    }

    public class SecretClient
    {
        public SecretClient(Uri vaultUri, TokenCredential credential) { }
        public Task<Response<KeyVaultSecret>> GetSecretAsync(string name, string version = null, CancellationToken cancellationToken = default(CancellationToken)) { throw null; }
    }
}

namespace Azure.Storage.Blobs
{
    public class BlobClientOptions : ClientOptions { }

    public class BlobServiceClient
    {
        public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions options = null) { }
        public BlobContainerClient GetBlobContainerClient(string blobContainerName) { throw null; }
    }

    public class BlobContainerClient
    {
        public BlobClient GetBlobClient(string blobName) { throw null; }
        public AsyncPageable<Models.BlobItem> GetBlobsAsync(Models.BlobTraits traits, Models.BlobStates states, string prefix, CancellationToken cancellationToken) { throw null; }
    }

    public class BlobClient
    {
        public Task<Response<Models.BlobDownloadResult>> DownloadContentAsync(CancellationToken cancellationToken) { throw null; }
        public Task<Response<Models.BlobContentInfo>> UploadAsync(BinaryData content, bool overwrite = false, CancellationToken cancellationToken = default(CancellationToken)) { throw null; }
        public Task<Response<bool>> DeleteIfExistsAsync(Models.DeleteSnapshotsOption snapshotsOption = default(Models.DeleteSnapshotsOption), Models.BlobRequestConditions conditions = null, CancellationToken cancellationToken = default(CancellationToken)) { throw null; }
    }
}

namespace Azure.Storage.Blobs.Models
{
    public enum BlobTraits { None }

    public enum BlobStates { None }

    public enum DeleteSnapshotsOption { None }

    public class BlobRequestConditions { }

    public class BlobContentInfo { }

    public class BlobItemProperties
    {
        public long? ContentLength { get { throw null; } }
    }

    public class BlobItem
    {
        public string Name { get { throw null; } }
        public BlobItemProperties Properties { get { throw null; } }
    }

    public class BlobDownloadResult
    {
        public BinaryData Content { get { throw null; } }
    }
}

namespace Azure.Storage.Queues
{
    public class QueueClientOptions : ClientOptions { }

    public class QueueServiceClient
    {
        public QueueServiceClient(Uri serviceUri, TokenCredential credential, QueueClientOptions options = null) { }
        public QueueClient GetQueueClient(string queueName) { throw null; }
    }

    public class QueueClient
    {
        public Task<Response<object>> SendMessageAsync(string messageText, TimeSpan? visibilityTimeout = null, TimeSpan? timeToLive = null, CancellationToken cancellationToken = default(CancellationToken)) { throw null; }
    }
}

namespace Azure.Messaging.EventGrid
{
    public class EventGridPublisherClientOptions : ClientOptions { }

    public class EventGridEvent
    {
        public EventGridEvent(string subject, string eventType, string dataVersion, BinaryData data) { }
    }

    public class EventGridPublisherClient
    {
        public EventGridPublisherClient(Uri endpoint, TokenCredential credential, EventGridPublisherClientOptions options = null) { }
        public Task<Response> SendEventAsync(EventGridEvent eventGridEvent, CancellationToken cancellationToken = default(CancellationToken)) { throw null; }
    }
}

namespace Azure.Messaging.EventHubs
{
    public class EventData
    {
        public EventData(BinaryData eventBody) { }
    }

    public class EventHubsException : Exception
    {
        public bool IsTransient { get { throw null; } }
    }

    public class EventHubsRetryOptions
    {
        public int MaximumRetries { get; set; }
    }
}

namespace Azure.Messaging.EventHubs.Producer
{
    public class SendEventOptions
    {
        public string PartitionKey { get; set; }
    }

    public class EventHubProducerClientOptions
    {
        public EventHubsRetryOptions RetryOptions { get; set; }
    }

    public class EventHubProducerClient
    {
        public EventHubProducerClient(string fullyQualifiedNamespace, string eventHubName, TokenCredential credential, EventHubProducerClientOptions clientOptions = null) { }
        public Task SendAsync(IEnumerable<EventData> eventBatch, SendEventOptions options, CancellationToken cancellationToken = default(CancellationToken)) { throw null; }
    }
}

namespace Microsoft.Azure.Cosmos
{
    public class CosmosClientOptions
    {
        public int? MaxRetryAttemptsOnRateLimitedRequests { get; set; }
    }

    public class CosmosException : Exception
    {
        public HttpStatusCode StatusCode { get { throw null; } }
    }

    public class CosmosClient
    {
        public CosmosClient(string accountEndpoint, TokenCredential tokenCredential, CosmosClientOptions clientOptions = null) { }
        public Database GetDatabase(string id) { throw null; }
    }

    public abstract class Database
    {
        public abstract Container GetContainer(string id);
    }

    public struct PartitionKey
    {
        public PartitionKey(string partitionKeyValue) { }
    }

    public class ItemRequestOptions { }

    public class QueryRequestOptions
    {
        public PartitionKey? PartitionKey { get; set; }
    }

    public class ResponseMessage : IDisposable
    {
        public HttpStatusCode StatusCode { get { throw null; } }
        public Stream Content { get; set; }
        public ResponseMessage EnsureSuccessStatusCode() { throw null; }
        public void Dispose() { }
    }

    public abstract class FeedIterator : IDisposable
    {
        public abstract bool HasMoreResults { get; }
        public abstract Task<ResponseMessage> ReadNextAsync(CancellationToken cancellationToken = default(CancellationToken));
        public void Dispose() { }
    }

    public abstract class Container
    {
        public abstract Task<ResponseMessage> ReadItemStreamAsync(string id, PartitionKey partitionKey, ItemRequestOptions requestOptions = null, CancellationToken cancellationToken = default(CancellationToken));
        public abstract Task<ResponseMessage> UpsertItemStreamAsync(Stream streamPayload, PartitionKey partitionKey, ItemRequestOptions requestOptions = null, CancellationToken cancellationToken = default(CancellationToken));
        public abstract Task<ResponseMessage> DeleteItemStreamAsync(string id, PartitionKey partitionKey, ItemRequestOptions requestOptions = null, CancellationToken cancellationToken = default(CancellationToken));
        public abstract FeedIterator GetItemQueryStreamIterator(string queryText = null, string continuationToken = null, QueryRequestOptions requestOptions = null);
    }
}

namespace Microsoft.Data.SqlClient
{
    public enum SqlAuthenticationMethod { ActiveDirectoryManagedIdentity }

    public sealed class SqlConnectionEncryptOption
    {
        public static SqlConnectionEncryptOption Mandatory { get { throw null; } }
    }

    public sealed class SqlConnectionStringBuilder
    {
        public string DataSource { get; set; }
        public string InitialCatalog { get; set; }
        public SqlConnectionEncryptOption Encrypt { get; set; }
        public SqlAuthenticationMethod Authentication { get; set; }
        public int ConnectRetryCount { get; set; }
        public string ConnectionString { get; set; }
    }

    public sealed class SqlException : Exception
    {
        public int Number { get { throw null; } }
    }

    public sealed class SqlConnection : IDisposable
    {
        public SqlConnection(string connectionString) { }
        public Task OpenAsync(CancellationToken cancellationToken) { throw null; }
        public void Dispose() { }
    }

    public sealed class SqlParameter { }

    public sealed class SqlParameterCollection
    {
        public SqlParameter AddWithValue(string parameterName, object value) { throw null; }
    }

    public sealed class SqlCommand : IDisposable
    {
        public SqlCommand(string cmdText, SqlConnection connection) { }
        public SqlParameterCollection Parameters { get { throw null; } }
        public Task<SqlDataReader> ExecuteReaderAsync(CancellationToken cancellationToken) { throw null; }
        public Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) { throw null; }
        public void Dispose() { }
    }

    public class SqlDataReader : IDisposable
    {
        public Task<bool> ReadAsync(CancellationToken cancellationToken) { throw null; }
        public string GetString(int i) { throw null; }
        public void Dispose() { }
    }
}

namespace Microsoft.Extensions.Hosting
{
    public interface IHost { }

    public interface IHostBuilder
    {
        IHost Build();
    }

    public class HostBuilder : IHostBuilder
    {
        public IHost Build() { throw null; }
    }

    public static class Extensions
    {
        public static IHostBuilder ConfigureFunctionsWorkerDefaults(this IHostBuilder builder) { throw null; }
        public static void Run(this IHost host) { throw null; }
    }
}

namespace Microsoft.Azure.Functions.Worker
{
    public enum AuthorizationLevel { Anonymous, User, Function, System, Admin }

    public abstract class TraceContext
    {
        public abstract string TraceParent { get; }
    }

    public abstract class FunctionContext
    {
        public abstract TraceContext TraceContext { get; }
        public virtual CancellationToken CancellationToken { get { throw null; } }
    }

    public class TimerInfo { }

    [AttributeUsage(AttributeTargets.Method)]
    public class FunctionAttribute : Attribute
    {
        public FunctionAttribute(string name) { }
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class FixedDelayRetryAttribute : Attribute
    {
        public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval) { }
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    public abstract class TriggerBindingAttribute : Attribute { }

    public sealed class HttpTriggerAttribute : TriggerBindingAttribute
    {
        public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) { }
        public string Route { get; set; }
    }

    public sealed class QueueTriggerAttribute : TriggerBindingAttribute
    {
        public QueueTriggerAttribute(string queueName) { }
        public string Connection { get; set; }
    }

    public sealed class EventGridTriggerAttribute : TriggerBindingAttribute { }

    public sealed class TimerTriggerAttribute : TriggerBindingAttribute
    {
        public TimerTriggerAttribute(string schedule) { }
    }

    public sealed class EventHubTriggerAttribute : TriggerBindingAttribute
    {
        public EventHubTriggerAttribute(string eventHubName) { }
        public string Connection { get; set; }
        public string ConsumerGroup { get; set; }
    }

    public sealed class CosmosDBTriggerAttribute : TriggerBindingAttribute
    {
        public CosmosDBTriggerAttribute(string databaseName, string containerName) { }
        public string Connection { get; set; }
        public string LeaseContainerName { get; set; }
        public string LeaseContainerPrefix { get; set; }
        public int MaxItemsPerInvocation { get; set; }
        public int FeedPollDelay { get; set; }
    }
}

namespace Microsoft.Azure.Functions.Worker.Http
{
    public class HttpHeadersCollection
    {
        public void Add(string name, string value) { }
    }

    public abstract class HttpRequestData
    {
        public abstract string Method { get; }
        public abstract Uri Url { get; }
        public virtual NameValueCollection Query { get { throw null; } }
    }

    public abstract class HttpResponseData
    {
        public abstract HttpHeadersCollection Headers { get; set; }
    }

    public static class HttpDataExtensions
    {
        public static Task<string> ReadAsStringAsync(this HttpRequestData request, System.Text.Encoding encoding = null) { throw null; }
        public static HttpResponseData CreateResponse(this HttpRequestData request, HttpStatusCode statusCode) { throw null; }
        public static Task WriteStringAsync(this HttpResponseData response, string value, System.Text.Encoding encoding = null) { throw null; }
    }
}
