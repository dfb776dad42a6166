using System.Collections.Generic;
using Microsoft.Data.SqlClient;

namespace App
{
    /// <summary>How to reach databases of Azure SQL.</summary>
    internal static class Databases
    {
        // Those that pass: the database moves, is busy, or the connection broke or took too long.
        // (learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues, 2026.)
        private static readonly HashSet<int> Transient = new HashSet<int>
        {
            -2, 926, 4060, 4221, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920
        };

        /// <summary>Encrypted, and opened with the identity of the function app; the driver keeps the token.</summary>
        public static string Settings(string server, string database)
        {
            return new SqlConnectionStringBuilder
            {
                DataSource = server,
                InitialCatalog = database,
                Encrypt = SqlConnectionEncryptOption.Mandatory,
                Authentication = SqlAuthenticationMethod.ActiveDirectoryManagedIdentity,
                ConnectRetryCount = 0
            }.ConnectionString;
        }

        public static bool IsTransient(SqlException error)
        {
            return Transient.Contains(error.Number);
        }
    }
}
