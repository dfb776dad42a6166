using System;
using System.Collections.Generic;
using System.Text;
using Xunit;

namespace App.Tests
{
    public class EventsTests
    {
        private const string Blob =
            "{\"eventType\":\"Microsoft.Storage.BlobCreated\"," +
            "\"subject\":\"/blobServices/default/containers/photos/blobs/2026/cat.jpg\",\"data\":{\"api\":\"PutBlob\"}}";

        private static readonly string[] Fields = { "id" };

        [Fact]
        public void AMessageIsAText()
        {
            const string text = "{\"id\":\"a\"}";
            Assert.Equal("[" + text + "]", Json.Write(Events.MessageInputs(text, Fields)));
            string coded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
            Assert.Equal("[" + text + "]", Json.Write(Events.MessageInputs(coded, Fields)));
            Assert.Throws<FormatException>(() => Events.MessageInputs("{", Fields));
        }

        [Fact]
        public void AnEventIsItsDataAndABlobItsName()
        {
            const string thing = "{\"eventType\":\"virga.message\",\"subject\":\"x\",\"data\":{\"id\":\"a\"}}";
            Assert.Equal("[{\"id\":\"a\"}]", Json.Write(Events.EventInputs(thing, Fields)));
            Assert.Equal("[{\"id\":\"2026/cat.jpg\"}]", Json.Write(Events.MessageInputs(Blob, Fields)));
        }

        [Fact]
        public void AChangeIsTheItemItself()
        {
            Assert.Equal("[{\"id\":\"a\"}]", Json.Write(Events.ChangeInputs("[{\"id\":\"a\",\"_ts\":1}]")));
        }

        [Fact]
        public void TheTimeOfTheStartStandsForKeys()
        {
            var start = new DateTime(2026, 11, 28, 1, 2, 3, DateTimeKind.Utc);
            Assert.Equal(
                "[{\"id\":\"2026-11-28T01.02.03.000Z\"}]", Json.Write(Events.ScheduleInputs(start, Fields)));
        }

        [Fact]
        public void ParametersAreThoseOfTheFirstRouteThatFits()
        {
            var routes = new List<Route> { new Route("GET", "/a/{id}"), new Route("ANY", "/b/{rest+}") };
            Assert.Equal("{\"id\":\"x y\"}", Json.Write(HttpInput.PathParameters("GET", "/a/x%20y", routes)));
            Assert.Equal("{\"rest\":\"c/d\"}", Json.Write(HttpInput.PathParameters("PUT", "/b/c/d", routes)));
            Assert.Equal("{}", Json.Write(HttpInput.PathParameters("POST", "/a/x", routes)));
        }
    }
}
