using Microsoft.Extensions.Hosting;

namespace App
{
    /// <summary>The worker process that the Functions host starts.</summary>
    internal static class Program
    {
        public static void Main()
        {
            new HostBuilder().ConfigureFunctionsWorkerDefaults().Build().Run();
        }
    }
}
