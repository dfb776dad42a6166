using System;
using System.IO;
using System.Net.Http;
using Azure;

namespace App
{
    /// <summary>Which failures of services may be tried again.</summary>
    internal static class Transient
    {
        public static bool Is(Exception error)
        {
            if (error is RequestFailedException answer) return answer.Status == 0 || IsStatus(answer.Status);
            return error is HttpRequestException || error is IOException || error is OperationCanceledException;
        }

        public static bool IsStatus(int status)
        {
            return status >= 500 || status == 408 || status == 429;
        }
    }
}
