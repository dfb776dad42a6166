// The part of the AWS SDK for .NET V4, Amazon.Lambda.Core and StackExchange.Redis that exported code calls, without bodies:
// types and members as github.com/aws/aws-sdk-net, aws/aws-lambda-dotnet and StackExchange/StackExchange.Redis have them in
// 2026. Values of requests and answers may be null in V4. (docs.aws.amazon.com/sdk-for-net/v4/developer-guide/net-dg-v4.html)
using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Runtime;

namespace Amazon.Lambda.Core
{
    public interface ILambdaContext
    {
        string AwsRequestId { get; }
    }
}

namespace Amazon.Runtime
{
    public class AmazonServiceException : Exception
    {
        public string ErrorCode { get; set; }
        public HttpStatusCode StatusCode { get; set; }
    }

    public class AmazonClientException : Exception { }

    public abstract class ClientConfig
    {
        public string ServiceURL { get; set; }
        public int MaxErrorRetry { get; set; }
    }

    public class AmazonWebServiceRequest { }

    public class AmazonWebServiceResponse { }

    public class ConstantClass { }
}

namespace Amazon.DynamoDBv2
{
    public class AmazonDynamoDBConfig : ClientConfig { }

    public class AmazonDynamoDBClient
    {
        public AmazonDynamoDBClient(AmazonDynamoDBConfig config) { }
        public Task<Model.GetItemResponse> GetItemAsync(Model.GetItemRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
        public Task<Model.PutItemResponse> PutItemAsync(Model.PutItemRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
        public Task<Model.QueryResponse> QueryAsync(Model.QueryRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
        public Task<Model.DeleteItemResponse> DeleteItemAsync(Model.DeleteItemRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }
}

namespace Amazon.DynamoDBv2.Model
{
    public class AttributeValue
    {
        public bool? BOOL { get; set; }
        public List<AttributeValue> L { get; set; }
        public Dictionary<string, AttributeValue> M { get; set; }
        public string N { get; set; }
        public List<string> NS { get; set; }
        public bool? NULL { get; set; }
        public string S { get; set; }
        public List<string> SS { get; set; }
    }

    public class GetItemRequest : AmazonWebServiceRequest
    {
        public string TableName { get; set; }
        public Dictionary<string, AttributeValue> Key { get; set; }
    }

    public class GetItemResponse : AmazonWebServiceResponse
    {
        public Dictionary<string, AttributeValue> Item { get; set; }
    }

    public class PutItemRequest : AmazonWebServiceRequest
    {
        public string TableName { get; set; }
        public Dictionary<string, AttributeValue> Item { get; set; }
    }

    public class PutItemResponse : AmazonWebServiceResponse { }

    public class QueryRequest : AmazonWebServiceRequest
    {
        public string TableName { get; set; }
        public string KeyConditionExpression { get; set; }
        public Dictionary<string, string> ExpressionAttributeNames { get; set; }
        public Dictionary<string, AttributeValue> ExpressionAttributeValues { get; set; }
        public int? Limit { get; set; }
    }

    public class QueryResponse : AmazonWebServiceResponse
    {
        public List<Dictionary<string, AttributeValue>> Items { get; set; }
    }

    public class DeleteItemRequest : AmazonWebServiceRequest
    {
        public string TableName { get; set; }
        public Dictionary<string, AttributeValue> Key { get; set; }
    }

    public class DeleteItemResponse : AmazonWebServiceResponse { }
}

namespace Amazon.S3
{
    public class AmazonS3Exception : AmazonServiceException { }

    public class AmazonS3Config : ClientConfig { }

    public class AmazonS3Client
    {
        public AmazonS3Client(AmazonS3Config config) { }
        public Task<Model.GetObjectResponse> GetObjectAsync(Model.GetObjectRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
        public Task<Model.PutObjectResponse> PutObjectAsync(Model.PutObjectRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
        public Task<Model.ListObjectsV2Response> ListObjectsV2Async(Model.ListObjectsV2Request request, CancellationToken cancel = default(CancellationToken)) { throw null; }
        public Task<Model.DeleteObjectResponse> DeleteObjectAsync(Model.DeleteObjectRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }
}

namespace Amazon.S3.Model
{
    public class GetObjectRequest : AmazonWebServiceRequest
    {
        public string BucketName { get; set; }
        public string Key { get; set; }
    }

    public class GetObjectResponse : AmazonWebServiceResponse, IDisposable
    {
        public Stream ResponseStream { get; set; }
        public void Dispose() { }
    }

    public class PutObjectRequest : AmazonWebServiceRequest
    {
        public string BucketName { get; set; }
        public string Key { get; set; }
        public string ContentType { get; set; }
        public string ContentBody { get; set; }
    }

    public class PutObjectResponse : AmazonWebServiceResponse { }

    public class ListObjectsV2Request : AmazonWebServiceRequest
    {
        public string BucketName { get; set; }
        public string Prefix { get; set; }
        public int? MaxKeys { get; set; }
    }

    public class S3Object
    {
        public string Key { get; set; }
        public long? Size { get; set; }
    }

    public class ListObjectsV2Response : AmazonWebServiceResponse
    {
        public List<S3Object> S3Objects { get; set; }
    }

    public class DeleteObjectRequest : AmazonWebServiceRequest
    {
        public string BucketName { get; set; }
        public string Key { get; set; }
    }

    public class DeleteObjectResponse : AmazonWebServiceResponse { }
}

namespace Amazon.RDSDataService
{
    public class AmazonRDSDataServiceConfig : ClientConfig { }

    public class AmazonRDSDataServiceClient
    {
        public AmazonRDSDataServiceClient(AmazonRDSDataServiceConfig config) { }
        public Task<Model.ExecuteStatementResponse> ExecuteStatementAsync(Model.ExecuteStatementRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }

    public class RecordsFormatType : ConstantClass
    {
        public static readonly RecordsFormatType JSON = new RecordsFormatType();
    }

    public class TypeHint : ConstantClass
    {
        public static readonly TypeHint JSON = new TypeHint();
    }
}

namespace Amazon.RDSDataService.Model
{
    public class Field
    {
        public string StringValue { get; set; }
    }

    public class SqlParameter
    {
        public string Name { get; set; }
        public TypeHint TypeHint { get; set; }
        public Field Value { get; set; }
    }

    public class ExecuteStatementRequest : AmazonWebServiceRequest
    {
        public string ResourceArn { get; set; }
        public string SecretArn { get; set; }
        public string Database { get; set; }
        public string Sql { get; set; }
        public List<SqlParameter> Parameters { get; set; }
        public RecordsFormatType FormatRecordsAs { get; set; }
    }

    public class ExecuteStatementResponse : AmazonWebServiceResponse
    {
        public string FormattedRecords { get; set; }
    }
}

namespace Amazon.SQS
{
    public class AmazonSQSConfig : ClientConfig { }

    public class AmazonSQSClient
    {
        public AmazonSQSClient(AmazonSQSConfig config) { }
        public Task<Model.SendMessageResponse> SendMessageAsync(Model.SendMessageRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }
}

namespace Amazon.SQS.Model
{
    public class SendMessageRequest : AmazonWebServiceRequest
    {
        public string QueueUrl { get; set; }
        public string MessageBody { get; set; }
    }

    public class SendMessageResponse : AmazonWebServiceResponse { }
}

namespace Amazon.SimpleNotificationService
{
    public class AmazonSimpleNotificationServiceConfig : ClientConfig { }

    public class AmazonSimpleNotificationServiceClient
    {
        public AmazonSimpleNotificationServiceClient(AmazonSimpleNotificationServiceConfig config) { }
        public Task<Model.PublishResponse> PublishAsync(Model.PublishRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }
}

namespace Amazon.SimpleNotificationService.Model
{
    public class PublishRequest : AmazonWebServiceRequest
    {
        public string TopicArn { get; set; }
        public string Message { get; set; }
    }

    public class PublishResponse : AmazonWebServiceResponse { }
}

namespace Amazon.Kinesis
{
    public class AmazonKinesisConfig : ClientConfig { }

    public class AmazonKinesisClient
    {
        public AmazonKinesisClient(AmazonKinesisConfig config) { }
        public Task<Model.PutRecordResponse> PutRecordAsync(Model.PutRecordRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }
}

namespace Amazon.Kinesis.Model
{
    public class PutRecordRequest : AmazonWebServiceRequest
    {
        public string StreamName { get; set; }
        public string PartitionKey { get; set; }
        public MemoryStream Data { get; set; }
    }

    public class PutRecordResponse : AmazonWebServiceResponse { }
}

namespace Amazon.EventBridge
{
    public class AmazonEventBridgeConfig : ClientConfig { }

    public class AmazonEventBridgeClient
    {
        public AmazonEventBridgeClient(AmazonEventBridgeConfig config) { }
        public Task<Model.PutEventsResponse> PutEventsAsync(Model.PutEventsRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }
}

namespace Amazon.EventBridge.Model
{
    public class PutEventsRequestEntry
    {
        public string EventBusName { get; set; }
        public string Source { get; set; }
        public string DetailType { get; set; }
        public string Detail { get; set; }
    }

    public class PutEventsRequest : AmazonWebServiceRequest
    {
        public List<PutEventsRequestEntry> Entries { get; set; }
    }

    public class PutEventsResultEntry
    {
        public string ErrorCode { get; set; }
    }

    public class PutEventsResponse : AmazonWebServiceResponse
    {
        public List<PutEventsResultEntry> Entries { get; set; }
        public int? FailedEntryCount { get; set; }
    }
}

namespace Amazon.ApiGatewayManagementApi
{
    public class AmazonApiGatewayManagementApiConfig : ClientConfig { }

    public class AmazonApiGatewayManagementApiException : AmazonServiceException { }

    public class AmazonApiGatewayManagementApiClient
    {
        public AmazonApiGatewayManagementApiClient(AmazonApiGatewayManagementApiConfig config) { }
        public Task<Model.PostToConnectionResponse> PostToConnectionAsync(Model.PostToConnectionRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }
}

namespace Amazon.ApiGatewayManagementApi.Model
{
    public class GoneException : AmazonApiGatewayManagementApiException { }

    public class PostToConnectionRequest : AmazonWebServiceRequest
    {
        public string ConnectionId { get; set; }
        public MemoryStream Data { get; set; }
    }

    public class PostToConnectionResponse : AmazonWebServiceResponse { }
}

namespace Amazon.StepFunctions
{
    public class AmazonStepFunctionsConfig : ClientConfig { }

    public class AmazonStepFunctionsClient
    {
        public AmazonStepFunctionsClient(AmazonStepFunctionsConfig config) { }
        public Task<Model.StartExecutionResponse> StartExecutionAsync(Model.StartExecutionRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
        public Task<Model.StartSyncExecutionResponse> StartSyncExecutionAsync(Model.StartSyncExecutionRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }

    public class SyncExecutionStatus : ConstantClass
    {
        public static readonly SyncExecutionStatus SUCCEEDED = new SyncExecutionStatus();
    }
}

namespace Amazon.StepFunctions.Model
{
    public class StartExecutionRequest : AmazonWebServiceRequest
    {
        public string StateMachineArn { get; set; }
        public string Input { get; set; }
    }

    public class StartExecutionResponse : AmazonWebServiceResponse { }

    public class StartSyncExecutionRequest : AmazonWebServiceRequest
    {
        public string StateMachineArn { get; set; }
        public string Input { get; set; }
    }

    public class StartSyncExecutionResponse : AmazonWebServiceResponse
    {
        public SyncExecutionStatus Status { get; set; }
        public string Output { get; set; }
    }
}

namespace Amazon.Lambda
{
    public class AmazonLambdaConfig : ClientConfig { }

    public class AmazonLambdaClient
    {
        public AmazonLambdaClient(AmazonLambdaConfig config) { }
        public Task<Model.InvokeResponse> InvokeAsync(Model.InvokeRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }

    public class InvocationType : ConstantClass
    {
        public static readonly InvocationType Event = new InvocationType();
        public static readonly InvocationType RequestResponse = new InvocationType();
    }
}

namespace Amazon.Lambda.Model
{
    public class Environment { }  // so that nobody takes it for the framework's

    public class InvokeRequest : AmazonWebServiceRequest
    {
        public string FunctionName { get; set; }
        public InvocationType InvocationType { get; set; }
        public string Payload { get; set; }
    }

    public class InvokeResponse : AmazonWebServiceResponse
    {
        public string FunctionError { get; set; }
        public MemoryStream Payload { get; set; }
    }
}

namespace Amazon.SecretsManager
{
    public class AmazonSecretsManagerClient
    {
        public Task<Model.GetSecretValueResponse> GetSecretValueAsync(Model.GetSecretValueRequest request, CancellationToken cancel = default(CancellationToken)) { throw null; }
    }
}

namespace Amazon.SecretsManager.Model
{
    public class GetSecretValueRequest : AmazonWebServiceRequest
    {
        public string SecretId { get; set; }
    }

    public class GetSecretValueResponse : AmazonWebServiceResponse
    {
        public string SecretString { get; set; }
    }
}

namespace StackExchange.Redis
{
    public class RedisException : Exception { }

    public sealed class RedisTimeoutException : TimeoutException { }

    public class EndPointCollection : List<EndPoint>
    {
        public void Add(string host, int port) { }
    }

    public class ConfigurationOptions
    {
        public bool Ssl { get; set; }
        public bool AbortOnConnectFail { get; set; }
        public int ConnectTimeout { get; set; }
        public int AsyncTimeout { get; set; }
        public EndPointCollection EndPoints { get; } = new EndPointCollection();
    }

    public struct RedisKey
    {
        public static implicit operator RedisKey(string key) { return new RedisKey(); }
    }

    public struct RedisValue
    {
        public static implicit operator RedisValue(string value) { return new RedisValue(); }
        public static implicit operator string(RedisValue value) { return null; }
    }

    public interface IDatabase
    {
        Task<RedisValue> StringGetAsync(RedisKey key);
        Task<bool> StringSetAsync(RedisKey key, RedisValue value, TimeSpan? expiry);
        Task<bool> KeyDeleteAsync(RedisKey key);
    }

    public sealed class ConnectionMultiplexer
    {
        public static Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions configuration, TextWriter log = null) { throw null; }
        public IDatabase GetDatabase(int db = -1, object asyncState = null) { throw null; }
    }
}
