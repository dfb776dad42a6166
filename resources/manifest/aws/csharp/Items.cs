using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Amazon.DynamoDBv2.Model;

namespace App
{
    /// <summary>JSON values and DynamoDB's typed ones.</summary>
    internal static class Items
    {
        public static Dictionary<string, AttributeValue> Item(Dictionary<string, object> values)
        {
            return values.ToDictionary(member => member.Key, member => Value(member.Value));
        }

        public static AttributeValue Value(object value)
        {
            if (value == null) return new AttributeValue { NULL = true };
            if (value is string text) return new AttributeValue { S = text };
            if (value is bool truth) return new AttributeValue { BOOL = truth };
            if (value is List<object> list) return new AttributeValue { L = list.Select(Value).ToList() };
            if (value is Dictionary<string, object> members) return new AttributeValue { M = Item(members) };
            return new AttributeValue { N = Convert.ToString(value, CultureInfo.InvariantCulture) };
        }

        public static Dictionary<string, object> Object(Dictionary<string, AttributeValue> item)
        {
            return item.ToDictionary(member => member.Key, member => Plain(member.Value));
        }

        private static object Plain(AttributeValue value)
        {
            if (value.S != null) return value.S;
            if (value.N != null) return Json.Read(value.N);
            if (value.BOOL != null) return value.BOOL;
            if (value.M != null) return Object(value.M);
            if (value.L != null) return value.L.Select(Plain).ToList();
            if (value.SS != null) return value.SS;
            if (value.NS != null) return value.NS.Select(number => Json.Read(number)).ToList();
            return null;
        }
    }
}
