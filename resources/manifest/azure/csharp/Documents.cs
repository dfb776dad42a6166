using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Azure.Cosmos;

namespace App
{
    /// <summary>JSON as Cosmos DB takes and gives it.</summary>
    internal static class Documents
    {
        public static Stream Of(object value)
        {
            return new MemoryStream(Encoding.UTF8.GetBytes(Json.Write(value)));
        }

        /// <summary>What was answered; throws CosmosException where that is an error.</summary>
        public static async Task<object> Read(ResponseMessage answer)
        {
            answer.EnsureSuccessStatusCode();
            using (var reader = new StreamReader(answer.Content)) return Json.Read(await reader.ReadToEndAsync());
        }

        /// <summary>The items of all pages.</summary>
        public static async Task<List<object>> All(FeedIterator pages, CancellationToken cancel)
        {
            var items = new List<object>();
            while (pages.HasMoreResults)
            {
                using (ResponseMessage answer = await pages.ReadNextAsync(cancel))
                {
                    items.AddRange((List<object>)Json.Object(await Read(answer))["Documents"]);
                }
            }
            return items;
        }
    }
}
