using System;
using System.Collections.Generic;

namespace App
{
    /// <summary>An input that breaks the contract.</summary>
    internal sealed class InvalidInput : Exception
    {
        public InvalidInput(IEnumerable<string> problems) : base("invalid input: " + string.Join("; ", problems)) { }
    }
}
