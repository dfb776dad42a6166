using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using Amazon.Runtime;

namespace App
{
    /// <summary>Which failures of services may be tried again.</summary>
    internal static class Transient
    {
        // Those that the SDK itself takes for throttling, in whatever status they come.
        private static readonly HashSet<string> Throttling = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "BandwidthLimitExceeded", "LimitExceededException", "PriorRequestNotComplete",
            "ProvisionedThroughputExceededException", "RequestLimitExceeded", "RequestThrottled", "RequestThrottledException",
            "SlowDown", "ThrottledException", "Throttling", "ThrottlingException", "TooManyRequestsException",
            "TransactionInProgressException"
        };

        public static bool Is(Exception error)
        {
            if (error is AmazonServiceException answer)
            {
                return (int)answer.StatusCode >= 500 || Throttling.Contains(answer.ErrorCode ?? "");
            }
            // No answer at all, or none within the client's own time limit.
            return error is AmazonClientException || error is HttpRequestException || error is IOException ||
                error is OperationCanceledException;
        }
    }
}
