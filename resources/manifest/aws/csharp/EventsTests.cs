using System;
using System.Collections.Generic;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace App.Tests
{
    public class EventsTests
    {
        private const string Text = "{\"id\":\"a\",\"shop\":\"b\"}";

        private static readonly Contract Contract = new Contract(
            100, new Dictionary<string, Regex> { ["id"] = new Regex(".*"), ["shop"] = new Regex(".*") });

        private static Dictionary<string, object> Object(string text) { return Json.Object(Json.Read(text)); }

        private static string Inputs(string record)
        {
            return Json.Write(Events.RecordInputs(Object(record), Contract));
        }

        [Fact]
        public void MessagesOfQueuesAndTopicsAndRecordsOfStreamsAreJson()
        {
            string coded = Convert.ToBase64String(Encoding.UTF8.GetBytes(Text)), quoted = Json.Write(Text);
            var records = new List<string>
            {
                "{\"messageId\":\"1\",\"body\":" + quoted + "}",
                "{\"Sns\":{\"MessageId\":\"1\",\"Message\":" + quoted + "}}",
                "{\"kinesis\":{\"sequenceNumber\":\"1\",\"data\":\"" + coded + "\"}}"
            };
            foreach (string record in records)
            {
                Assert.Equal("[" + Text + "]", Inputs(record));
                Assert.Equal("1", Events.RecordId(Object(record)));
            }
            Assert.True(Events.TakesBackItems(new[] { Object(records[0]) }));
            Assert.False(Events.TakesBackItems(new[] { Object(records[2]) }));
        }

        [Fact]
        public void ChangesOfATableAreTheItemAndWhatWasDone()
        {
            Assert.Equal(
                "[{\"id\":\"a\",\"count\":3,\"tags\":[\"x\",null],\"more\":{\"on\":true},\"change\":\"MODIFY\"}]",
                Inputs(
                    "{\"eventName\":\"MODIFY\",\"dynamodb\":{\"NewImage\":{\"id\":{\"S\":\"a\"},\"count\":{\"N\":\"3\"}," +
                    "\"tags\":{\"L\":[{\"S\":\"x\"},{\"NULL\":true}]},\"more\":{\"M\":{\"on\":{\"BOOL\":true}}}}}}"));
            Assert.Equal(
                "[{\"id\":\"a\",\"change\":\"REMOVE\"}]",
                Inputs("{\"eventName\":\"REMOVE\",\"dynamodb\":{\"Keys\":{\"id\":{\"S\":\"a\"}}}}"));
        }

        [Fact]
        public void StoredObjectsAreToldByTheirKeyOnWhateverWay()
        {
            const string told = "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"a+b%2Fc\"}}}]}";
            const string found = "[{\"id\":\"a b/c\",\"shop\":\"a b/c\"}]";
            Assert.Equal(found, Json.Write(Events.InputsOf(Object(told), Contract)));
            Assert.Equal(found, Inputs("{\"messageId\":\"1\",\"body\":" + Json.Write(told) + "}"));
            Assert.Equal(
                "[{\"id\":\"a+b\",\"shop\":\"a+b\"}]",
                Json.Write(Events.InputsOf(Object("{\"bucket\":{\"name\":\"b\"},\"object\":{\"key\":\"a+b\"}}"), Contract)));
            Assert.Equal("[]", Inputs("{\"messageId\":\"1\",\"body\":\"{\\\"Event\\\":\\\"s3:TestEvent\\\"}\"}"));
        }

        [Fact]
        public void AConnectionStandsForWhatItsMessageDoesNotSay()
        {
            Dictionary<string, object> thing = Object("{\"requestContext\":{\"connectionId\":\"L0=\"}}");
            Assert.Equal(
                "{\"id\":\"c-L0\",\"shop\":\"c-L0\",\"connectionId\":\"L0=\"}",
                Json.Write(Events.SocketInput(thing, Contract).Input));
            thing["body"] = "{\"id\":\"x\"}";
            Assert.Equal(
                "{\"id\":\"x\",\"shop\":\"c-L0\",\"connectionId\":\"L0=\"}",
                Json.Write(Events.SocketInput(thing, Contract).Input));
            foreach (string body in new[] { "{", "[]", "7", "\"" + new string('x', 200) + "\"" })
            {
                thing["body"] = body;
                Assert.Single(Events.SocketInput(thing, Contract).Problems);
            }
        }
    }
}
