<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Canvas</name>
    <message>
        <source>Connect %1 with %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move %1 components</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>people and devices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People or devices that send requests, at a rate or as a fixed number of users.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gateway that HTTP requests and hands each route to a function.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WebSocket API</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds connections to clients, hands their messages to functions and pushes answers back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Function</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>code on demand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code that runs on demand: each invocation does its steps in order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>message batches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds messages until a function has worked them off, in batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to all subscribers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hands each message to all its subscribers; a filter lets only a share through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stream</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ordered records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A log of records in shards, which functions read in order and in batches.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event bus</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>events by rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes events and hands each to the targets of the rules that match it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fixed times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starts functions, workflows and others every so often, or at the times of a cron expression.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>files of any size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps files of any size under names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NoSQL database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>key-value table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key-value or document table, billed by request or by provisioned capacity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQL database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tables and SQL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A relational database that accepts a limited number of connections; a pool can share them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cache</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>repeated reads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers repeated reads from memory and asks its origin on a miss.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>states in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A state machine: each execution calls, waits, branches and repeats in the order of its states.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Identity provider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>users and tokens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A user directory that issues the tokens an API verifies.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secret store</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>keys, passwords</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps secrets that functions read at a call, and again when their copy has become old.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>External system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>partner or legacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A third party or a legacy system, known only by its latency and errors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Container service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>servers, always on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Servers that always run, each with so many requests at once: what is not serverless.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be saved</source>
        <translation>%1 kann nicht gespeichert werden</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>the project has no scenario &apos;%1&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the project has no component &apos;%1&apos;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be written</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui</name>
    <message>
        <source>sends requests to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>routes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>verifies tokens with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sends to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is consumed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>publishes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>routes events to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>notifies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gives dead letters to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reads misses from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>constant %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Poisson %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bursts of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>trace %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counts %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>scale %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was observed here in this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped after %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verdict on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t run the design</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjusted for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limitations of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limits hit on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to keep in mind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 runs the design as drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>percentage points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no difference shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>higher</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>higher, perhaps by chance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, 95 % confidence interval %2 … %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference from %1: %2, 95 % confidence interval %3 … %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference from %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No difference from the best is shown by %1 replications: the interval holds 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One replication doesn&apos;t tell whether the difference is chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing observed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was observed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No price is known of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not run: the comparison was stopped before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the design can&apos;t run there: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost (%1/month)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The month&apos;s bill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median latency of the flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % of the flow&apos;s requests are faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>99 % of the flow&apos;s requests are faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the invocations that waited for a new instance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests refused by a limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Share of the flow&apos;s requests that failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most messages or records that waited at once in one place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages given up after the most receives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 requests throttled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 requests failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5 % of its messages wait longer than %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::BillPanel</name>
    <message>
        <source>Quantity per month: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of it free: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price: %1 %2 per %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount: %1 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sourced: the figure was read there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General: a general figure that wasn&apos;t read in a price list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export bill as &amp;CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No bill yet. A simulation (F5) measures the use that is priced here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines of the bill</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantity per month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the bill&apos;s lines with their sources into a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per month</source>
        <translation>%1 im Monat</translation>
    </message>
    <message>
        <source>Projected to a month from %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The free tier is taken off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without the free tier.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the total, because the catalog has no price: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values and prices of %1 stand in place of the catalog&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, general figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the bill</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::CanvasView</name>
    <message>
        <source>Drawing of the architecture</source>
        <translation>Zeichnung der Architektur</translation>
    </message>
    <message>
        <source>&amp;Add component…</source>
        <translation>Komponente &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Connect t&amp;o…</source>
        <translation>Verbinden &amp;mit …</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Tidy up</source>
        <translation>Auf&amp;räumen</translation>
    </message>
    <message>
        <source>Zoom to &amp;100 %</source>
        <translation>Auf &amp;100 % zoomen</translation>
    </message>
    <message>
        <source>Zoom to &amp;fit</source>
        <translation>Alles &amp;zeigen</translation>
    </message>
    <message>
        <source>Zoom to &amp;selection</source>
        <translation>Auf die Auswahl &amp;zoomen</translation>
    </message>
    <message>
        <source>%1 components</source>
        <translation>%1 Komponenten</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Disconnect %1 from %2</source>
        <translation>%1 von %2 trennen</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>Delete %1 components</source>
        <translation>%1 Komponenten löschen</translation>
    </message>
    <message>
        <source>Select one component to rename it.</source>
        <translation>Wählen Sie eine Komponente aus, um sie umzubenennen.</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Select one component to connect it.</source>
        <translation>Wählen Sie eine Komponente aus, um sie zu verbinden.</translation>
    </message>
    <message>
        <source>Nothing here can be the other end of an edge from this component.</source>
        <translation>Nichts hier kann das andere Ende einer Verbindung von dieser Komponente sein.</translation>
    </message>
    <message>
        <source>Connect %1 to</source>
        <translation>%1 verbinden mit</translation>
    </message>
    <message>
        <source>Add a component</source>
        <translation>Komponente hinzufügen</translation>
    </message>
    <message>
        <source>Tidy up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Move by keyboard</source>
        <translation>Mit der Tastatur verschieben</translation>
    </message>
    <message>
        <source>Drag a component here from the palette,
or double-click or press A to add one.</source>
        <translation>Ziehen Sie eine Komponente aus der Palette hierher,
oder fügen Sie eine mit Doppelklick oder A hinzu.</translation>
    </message>
    <message>
        <source>Select a component that has connections to walk over them.</source>
        <translation>Wählen Sie eine Komponente mit Verbindungen aus, um sie abzugehen.</translation>
    </message>
    <message>
        <source>%1. Enter shows the field that makes the connection, Esc goes back to the component.</source>
        <translation>%1. Eingabe zeigt das Feld der Verbindung, Esc führt zur Komponente zurück.</translation>
    </message>
    <message>
        <source>Select one component or connection to go to its fields.</source>
        <translation>Wählen Sie eine Komponente oder Verbindung aus, um zu ihren Feldern zu gehen.</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>&amp;Auswählen</translation>
    </message>
    <message>
        <source>&amp;Next connection of the component</source>
        <translation>&amp;Nächste Verbindung der Komponente</translation>
    </message>
    <message>
        <source>&amp;Previous connection of the component</source>
        <translation>&amp;Vorige Verbindung der Komponente</translation>
    </message>
</context>
<context>
    <name>virga::ui::ChartContent</name>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests, invocations or messages a second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the caller waits; a share of the requests is faster than the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live instances (busy, idle and starting), and the executions in them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invocations that waited for a new instance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests refused by a limit, and requests that failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages that wait in the queue or are being worked on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long messages waited before they were received.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Servers that run, and requests that wait for one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connections that are open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records that no consumer is done with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Iterator age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age of the last record of each batch when it is handed over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times at which the schedule started its targets.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records that were tried as often or as long as allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages given up after the most receives.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::ChartsPanel</name>
    <message>
        <source>No simulation yet. Choose a scenario and press F5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow or component</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole run; so does a double click in a chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on %2, %3 simulated%4, seed %5, %6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> (the first %1 not counted)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 replication</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 replications</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This component has no values over time in this run.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::CompareControls</name>
    <message>
        <source>Run &amp;compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>Simulate the scenarios on each platform (Ctrl+F5)</source>
        <translation>Die Szenarien auf jeder Plattform simulieren (Strg+F5)</translation>
    </message>
    <message>
        <source>Cost against &amp;traffic</source>
        <translation>&amp;Kosten über der Last</translation>
    </message>
    <message>
        <source>Compare, and simulate at a tenth to ten times the traffic too (Ctrl+Alt+F5)</source>
        <translation>Vergleichen und auch mit einem Zehntel bis zum Zehnfachen der Last simulieren (Strg+Alt+F5)</translation>
    </message>
    <message>
        <source>St&amp;op compare</source>
        <translation>Vergleich an&amp;halten</translation>
    </message>
    <message>
        <source>End the comparison with the runs that are done (Ctrl+Shift+F5)</source>
        <translation>Den Vergleich mit den fertigen Läufen beenden (Strg+Umschalt+F5)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Scenarios to compare</source>
        <translation>Szenarien des Vergleichs</translation>
    </message>
    <message>
        <source>Which scenarios to compare; Space changes the choice</source>
        <translation>Welche Szenarien verglichen werden; die Leertaste ändert die Wahl</translation>
    </message>
    <message>
        <source>Runs of each scenario on each platform; one alone doesn&apos;t tell differences from chance</source>
        <translation>Läufe jedes Szenarios auf jeder Plattform; einer allein unterscheidet nicht von Zufall</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <source>R&amp;uns</source>
        <translation>&amp;Läufe</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>%1 % done</source>
        <translation>%1 % fertig</translation>
    </message>
</context>
<context>
    <name>virga::ui::ComparePanel</name>
    <message>
        <source>Changed since the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the table as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export CSV …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write all figures with their intervals into a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No comparison yet. Choose platforms and press “Run compare” (Ctrl+F5).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The figures are of the design or the catalog before the last changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flow whose latency is shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the selected platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Flow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost against traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: runs are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>The comparison could not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::CompareTable</name>
    <message>
        <source>Comparison of platforms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
</context>
<context>
    <name>virga::ui::ConnectMode</name>
    <message>
        <source>No component that can be the other end has “%1” in its name. Backspace takes a letter back, Esc leaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1? Enter connects; arrows, Tab or letters choose another; Esc leaves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” in the name: %2? Enter connects; arrows or Tab choose another; Esc leaves.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::CostChart</name>
    <message>
        <source>%1 others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost by component for each platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can&apos;t run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no prices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per month</source>
        <translation>%1 im Monat</translation>
    </message>
</context>
<context>
    <name>virga::ui::Document</name>
    <message>
        <source>The project has no file name yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was opened here. Save under another name, or overwrite it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The design can&apos;t be written in this format: see the notes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace files?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These files exist and hold something else:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace them?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 file written to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 files written to %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::Facts</name>
    <message>
        <source>sends nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>visibility %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>every %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on demand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 reads/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 writes/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pool of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hits %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 users a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>express</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>standard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cached %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1–%2 servers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>errors %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 stored</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::FieldRow</name>
    <message>
        <source>A time with its unit, as 250 ms, 1.5 s or 10 min.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An amount with its unit, as 512 MiB or 4 KiB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rate with its unit, as 20/s or 5k/min.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A part in per cent, as 0.5 %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A time, as 80 ms, or a law, as {lognormal: {mean: 35 ms, p95: 80 ms}}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How requests come, as {poisson: {rate: 20/s}}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide what belongs to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(none)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::FiguresTable</name>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests of a flow, invocations of a function, messages sent to a queue or stream, executions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the invocations that waited for a new instance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median latency, as the caller sees it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % of the requests are faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>99 % of the requests are faster</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Throttles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests refused by a limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Requests that failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most instances or servers at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most messages, records or requests that waited at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % of the messages were received sooner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Components</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>95 % confidence interval: %1 … %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::FileController</name>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as …</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>Untitled</source>
        <translation>Unbenannt</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened</source>
        <translation>%1 kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>There is already a file %1.</source>
        <translation>Es gibt bereits eine Datei %1.</translation>
    </message>
    <message>
        <source>Another program changed %1 since it was opened here.</source>
        <translation>Ein anderes Programm hat %1 geändert, seit die Datei hier geöffnet wurde.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be saved</source>
        <translation>%1 kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>None found</source>
        <translation>Keine gefunden</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>%1 has unsaved changes. Save them?</source>
        <translation>%1 hat ungespeicherte Änderungen. Sollen sie gespeichert werden?</translation>
    </message>
    <message>
        <source>Overwrite?</source>
        <translation>Überschreiben?</translation>
    </message>
    <message>
        <source>Overwriting it loses what it holds. “Save as” keeps both.</source>
        <translation>Beim Überschreiben geht der Inhalt verloren. „Speichern unter“ behält beides.</translation>
    </message>
    <message>
        <source>&amp;Overwrite</source>
        <translation>Ü&amp;berschreiben</translation>
    </message>
    <message>
        <source>Virga projects (*%1);;YAML (*.yaml *.yml);;All files (*)</source>
        <translation>Virga-Projekte (*%1);;YAML (*.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Projekt speichern</translation>
    </message>
</context>
<context>
    <name>virga::ui::InspectorPanel</name>
    <message>
        <source>Compute</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>Call %1</source>
        <translation>%1 aufrufen</translation>
    </message>
    <message>
        <source>Send to %1</source>
        <translation>An %1 senden</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>In parallel</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>First of several</source>
        <translation>Der Erste von mehreren</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Verzweigung</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>Schleife</translation>
    </message>
    <message>
        <source>For each item</source>
        <translation>Für jedes Element</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>%1 components selected</source>
        <translation>%1 Komponenten ausgewählt</translation>
    </message>
    <message>
        <source>Set %1 of %2</source>
        <translation>%1 von %2 setzen</translation>
    </message>
    <message>
        <source>Add to %1 of %2</source>
        <translation>Zu %1 von %2 hinzufügen</translation>
    </message>
    <message>
        <source>Remove %1 of %2</source>
        <translation>%1 von %2 entfernen</translation>
    </message>
</context>
<context>
    <name>virga::ui::KeyMapEditor</name>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Setzen</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Keine</translation>
    </message>
    <message>
        <source>Re&amp;set</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter of the actions</source>
        <translation>Filter der Aktionen</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>New keys of the action</source>
        <translation>Neue Tasten der Aktion</translation>
    </message>
    <message>
        <source>Reset &amp;all</source>
        <translation>&amp;Alle zurücksetzen</translation>
    </message>
    <message>
        <source>“%1” has these keys; setting them takes them from it.</source>
        <translation>„%1“ hat diese Tasten; das Setzen nimmt sie ihr.</translation>
    </message>
</context>
<context>
    <name>virga::ui::LatencyChart</name>
    <message>
        <source>Latency percentiles for each platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(not run)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(can&apos;t run)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::MainWindow</name>
    <message>
        <source>Changed since the run</source>
        <translation>Seit dem Lauf geändert</translation>
    </message>
    <message>
        <source>The figures are of the design or the catalog before the last changes; F5 simulates it anew.</source>
        <translation>Die Zahlen gelten für den Entwurf oder den Katalog vor den letzten Änderungen; F5 simuliert ihn neu.</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>Nicht ausgeführt: %1</translation>
    </message>
    <message>
        <source>Problems (%1)</source>
        <translation>Probleme (%1)</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>The simulation could not run</source>
        <translation>Die Simulation konnte nicht laufen</translation>
    </message>
    <message>
        <source>%1 on %2 (stopped after %3)</source>
        <translation>%1 auf %2 (nach %3 angehalten)</translation>
    </message>
    <message>
        <source>%1 on %2 (%3 simulated)</source>
        <translation>%1 auf %2 (%3 simuliert)</translation>
    </message>
    <message>
        <source>the drawing</source>
        <translation>die Zeichnung</translation>
    </message>
    <message>
        <source>No prices</source>
        <translation>Keine Preise</translation>
    </message>
    <message>
        <source>%1 per month</source>
        <translation>%1 im Monat</translation>
    </message>
    <message>
        <source>Weakest at %1: %2</source>
        <translation>Engpass bei %1: %2</translation>
    </message>
    <message>
        <source>No bottleneck</source>
        <translation>Kein Engpass</translation>
    </message>
    <message>
        <source>No component throttles 0.1 % or fails 1 % of its requests, and 95 % of all messages wait less than a second.</source>
        <translation>Keine Komponente drosselt 0,1 % oder verfehlt 1 % ihrer Anfragen, und 95 % aller Nachrichten warten weniger als eine Sekunde.</translation>
    </message>
    <message>
        <source>Type a command</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Unsaved work can&apos;t be kept safe: %1</source>
        <translation>Ungespeicherte Arbeit kann nicht gesichert werden: %1</translation>
    </message>
    <message>
        <source>Simulation</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Palette</source>
        <translation>Palette</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Inspektor</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Export …</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>Edit in the &amp;inspector</source>
        <translation>Im &amp;Inspektor bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Preferences …</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Catalog &amp;overlays …</source>
        <translation>&amp;Katalogauflagen …</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Problems</source>
        <translation>&amp;Probleme</translation>
    </message>
    <message>
        <source>Si&amp;mulation</source>
        <translation>Si&amp;mulation</translation>
    </message>
    <message>
        <source>&amp;Bill</source>
        <translation>&amp;Rechnung</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleich</translation>
    </message>
    <message>
        <source>&amp;Next problem</source>
        <translation>&amp;Nächstes Problem</translation>
    </message>
    <message>
        <source>Pre&amp;vious problem</source>
        <translation>&amp;Voriges Problem</translation>
    </message>
    <message>
        <source>&amp;Fix the problem …</source>
        <translation>Problem be&amp;heben …</translation>
    </message>
    <message>
        <source>&amp;Outline</source>
        <translation>&amp;Gliederung</translation>
    </message>
    <message>
        <source>Light or dark &amp;theme</source>
        <translation>&amp;Helles oder dunkles Thema</translation>
    </message>
    <message>
        <source>&amp;Command palette …</source>
        <translation>&amp;Befehlspalette …</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Welcome page</source>
        <translation>&amp;Willkommensseite</translation>
    </message>
    <message>
        <source>&amp;About Virga</source>
        <translation>Ü&amp;ber Virga</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>Haupt</translation>
    </message>
    <message>
        <source>About Virga</source>
        <translation>Über Virga</translation>
    </message>
    <message>
        <source>Virga %1</source>
        <translation>Virga %1</translation>
    </message>
    <message>
        <source>Workbench and simulator for event-driven serverless architectures.</source>
        <translation>Werkbank und Simulator für ereignisgesteuerte serverlose Architekturen.</translation>
    </message>
</context>
<context>
    <name>virga::ui::OutlineModel</name>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>zu %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 und %n weiteres</numerusform>
            <numerusform>%1 und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>virga::ui::OutlinePanel</name>
    <message>
        <source>Filter of the outline</source>
        <translation>Filter der Gliederung</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Components and their connections</source>
        <translation>Komponenten und ihre Verbindungen</translation>
    </message>
    <message>
        <source>Add a component</source>
        <translation>Komponente hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Add …</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Connect to …</source>
        <translation>&amp;Verbinden mit …</translation>
    </message>
    <message>
        <source>Re&amp;name</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Go to the field</source>
        <translation>&amp;Zum Feld gehen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>nothing here can be the other end of an edge from this component</source>
        <translation>nichts hier kann das andere Ende einer Verbindung von dieser Komponente sein</translation>
    </message>
    <message>
        <source>Connect %1 to</source>
        <translation>%1 verbinden mit</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n components</source>
        <translation>
            <numerusform>%n Komponente löschen</numerusform>
            <numerusform>%n Komponenten löschen</numerusform>
        </translation>
    </message>
    <message>
        <source>Disconnect %1 from %2</source>
        <translation>%1 von %2 trennen</translation>
    </message>
</context>
<context>
    <name>virga::ui::OverlayDialog</name>
    <message>
        <source>Catalog overlays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files with prices and values in place of the catalog&apos;s: agreed prices, raised quotas. All simulations, bills and checks use them; where two say the same, the lower in the list counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong with the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add …</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalog counts again; the file itself stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a&amp;gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not used: it has errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used, for this session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a catalog overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>YAML (*.yaml *.yml);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::PalettePanel</name>
    <message>
        <source>Palette</source>
        <translation>Palette</translation>
    </message>
    <message>
        <source>Search the kinds of component</source>
        <translation>Arten von Komponenten suchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Kinds of component</source>
        <translation>Arten von Komponenten</translation>
    </message>
</context>
<context>
    <name>virga::ui::PlatformChooser</name>
    <message>
        <source>Platforms to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which providers and plans to compare; Space changes the choice</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages of the preferences</source>
        <translation>Seiten der Einstellungen</translation>
    </message>
    <message>
        <source>&amp;General</source>
        <translation>&amp;Allgemein</translation>
    </message>
    <message>
        <source>&amp;Keyboard</source>
        <translation>&amp;Tastatur</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thema</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>Die des Systems</translation>
    </message>
    <message>
        <source>Takes effect when the program starts the next time.</source>
        <translation>Wirkt beim nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>Language (from the next start)</source>
        <translation>Sprache (ab dem nächsten Start)</translation>
    </message>
    <message>
        <source>Amounts that are smaller are shown with as many as they need.</source>
        <translation>Kleinere Beträge haben so viele, wie sie brauchen.</translation>
    </message>
    <message>
        <source>Decimals of amounts</source>
        <translation>Nachkommastellen von Beträgen</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>An unsaved edit is in a snapshot after so long at the latest. Your files aren&apos;t touched.</source>
        <translation>Eine ungespeicherte Änderung ist spätestens nach dieser Zeit gesichert. Ihre Dateien bleiben unberührt.</translation>
    </message>
    <message>
        <source>Keep unsaved work after</source>
        <translation>Ungespeichertes sichern nach</translation>
    </message>
    <message>
        <source>Ask before reading a file again that another program changed</source>
        <translation>Fragen, bevor eine fremd geänderte Datei neu gelesen wird</translation>
    </message>
    <message>
        <source>Show the welcome page at the start</source>
        <translation>Beim Start die Willkommensseite zeigen</translation>
    </message>
</context>
<context>
    <name>virga::ui::ProblemsPanel</name>
    <message>
        <source>(project)</source>
        <translation>(Projekt)</translation>
    </message>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message numerus="yes">
        <source>%n errors</source>
        <translation>
            <numerusform>%n Fehler</numerusform>
            <numerusform>%n Fehler</numerusform>
        </translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message numerus="yes">
        <source>%n warnings</source>
        <translation>
            <numerusform>%n Warnung</numerusform>
            <numerusform>%n Warnungen</numerusform>
        </translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 Hinweis</translation>
    </message>
    <message numerus="yes">
        <source>%n notes</source>
        <translation>
            <numerusform>%n Hinweis</numerusform>
            <numerusform>%n Hinweise</numerusform>
        </translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>Keine Probleme gefunden.</translation>
    </message>
    <message>
        <source>&amp;Fix the problem …</source>
        <translation>Problem be&amp;heben …</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>What would be right</source>
        <translation>Was richtig wäre</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>Abhilfe</translation>
    </message>
    <message>
        <source>Shows what mends the selected problem.</source>
        <translation>Zeigt, was das gewählte Problem behebt.</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Errors and warnings</source>
        <translation>Fehler und Warnungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Which problems to show</source>
        <translation>Welche Probleme gezeigt werden</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message numerus="yes">
        <source>%n problems</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of the run</source>
        <translation>%1 des Laufs</translation>
    </message>
    <message>
        <source>&amp;Go to the field</source>
        <translation>&amp;Zum Feld gehen</translation>
    </message>
    <message>
        <source>&amp;Fix</source>
        <translation>Be&amp;heben</translation>
    </message>
    <message numerus="yes">
        <source>%n fixes</source>
        <translation>
            <numerusform>%n Abhilfe</numerusform>
            <numerusform>%n Abhilfen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>virga::ui::ProjectPage</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>A project needs a name.</source>
        <translation>Ein Projekt braucht einen Namen.</translation>
    </message>
    <message>
        <source>Rename the project</source>
        <translation>Projekt umbenennen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Describe the project</source>
        <translation>Projekt beschreiben</translation>
    </message>
    <message>
        <source>Target provider</source>
        <translation>Zielanbieter</translation>
    </message>
    <message>
        <source>Target region</source>
        <translation>Zielregion</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Change the target</source>
        <translation>Ziel ändern</translation>
    </message>
    <message>
        <source>(default)</source>
        <translation>(Vorgabe)</translation>
    </message>
    <message>
        <source>(default: %1)</source>
        <translation>(Vorgabe: %1)</translation>
    </message>
</context>
<context>
    <name>virga::ui::RecoveryDialog</name>
    <message>
        <source>Unsaved work was found</source>
        <translation>Ungespeicherte Arbeit gefunden</translation>
    </message>
    <message>
        <source>a project that was never saved</source>
        <translation>ein nie gespeichertes Projekt</translation>
    </message>
    <message>
        <source>Virga ended without saving %1. Its state of %2 was kept.</source>
        <translation>Virga wurde beendet, ohne %1 zu speichern. Der Stand von %2 wurde gesichert.</translation>
    </message>
    <message>
        <source>The file was changed since; restoring and saving replaces that.</source>
        <translation>Die Datei wurde seitdem geändert; Wiederherstellen und Speichern ersetzt das.</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Open saved</source>
        <translation>Gespeichertes ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Compare …</source>
        <translation>&amp;Vergleichen …</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>Saved and restored</source>
        <translation>Gespeichert und wiederhergestellt</translation>
    </message>
    <message>
        <source>Lines of the saved file (−) and of the unsaved state (+)</source>
        <translation>Zeilen der gespeicherten Datei (−) und des ungespeicherten Stands (+)</translation>
    </message>
    <message>
        <source>− in the saved file only, + in the unsaved state only</source>
        <translation>− nur in der gespeicherten Datei, + nur im ungespeicherten Stand</translation>
    </message>
</context>
<context>
    <name>virga::ui::RenameEditor</name>
    <message>
        <source>New name of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::RunBar</name>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Simulate the scenario (F5)</source>
        <translation>Das Szenario simulieren (F5)</translation>
    </message>
    <message>
        <source>Stop the simulation (Shift+F5)</source>
        <translation>Die Simulation anhalten (Umschalt+F5)</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>The platform to simulate; the project keeps its own target</source>
        <translation>Die Plattform der Simulation; das Projekt behält sein eigenes Ziel</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed gives the same run</source>
        <translation>Derselbe Startwert ergibt denselben Lauf</translation>
    </message>
    <message>
        <source>Replications</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Independent runs; two or more give confidence intervals</source>
        <translation>Unabhängige Läufe; zwei oder mehr ergeben Vertrauensintervalle</translation>
    </message>
    <message>
        <source>Progress of the simulation</source>
        <translation>Fortschritt der Simulation</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>eine Stunde</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>%1 simulated, %2 events/s</source>
        <translation>%1 simuliert, %2 Ereignisse/s</translation>
    </message>
    <message>
        <source>, run %1 of %2</source>
        <translation>, Lauf %1 von %2</translation>
    </message>
    <message>
        <source>%1 events in %2</source>
        <translation>%1 Ereignisse in %2</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>virga::ui::SafeKeeping</name>
    <message>
        <source>The unsaved work can&apos;t be read</source>
        <translation>Die ungespeicherte Arbeit kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Restore unsaved work</source>
        <translation>Ungespeicherte Arbeit wiederherstellen</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened</source>
        <translation>%1 kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Already open</source>
        <translation>Bereits geöffnet</translation>
    </message>
    <message>
        <source>%1 is open in another window.</source>
        <translation>%1 ist in einem anderen Fenster geöffnet.</translation>
    </message>
    <message>
        <source>Process %1 on %2 has it. If both save, the later one replaces what the other wrote.</source>
        <translation>Prozess %1 auf %2 hat es. Speichern beide, ersetzt der spätere, was der andere geschrieben hat.</translation>
    </message>
    <message>
        <source>&amp;Open anyway</source>
        <translation>&amp;Trotzdem öffnen</translation>
    </message>
    <message>
        <source>Open a &amp;copy</source>
        <translation>Eine &amp;Kopie öffnen</translation>
    </message>
    <message>
        <source>Changed by another program</source>
        <translation>Von einem anderen Programm geändert</translation>
    </message>
    <message>
        <source>Another program changed %1.</source>
        <translation>Ein anderes Programm hat %1 geändert.</translation>
    </message>
    <message>
        <source>Reading it again loses the changes made here since it was saved.</source>
        <translation>Beim Neulesen gehen die hiesigen Änderungen seit dem Speichern verloren.</translation>
    </message>
    <message>
        <source>Nothing was changed here since it was saved.</source>
        <translation>Hier wurde seit dem Speichern nichts geändert.</translation>
    </message>
    <message>
        <source>&amp;Read it again</source>
        <translation>&amp;Neu lesen</translation>
    </message>
    <message>
        <source>&amp;Keep mine</source>
        <translation>Meine &amp;behalten</translation>
    </message>
</context>
<context>
    <name>virga::ui::ScenarioForm</name>
    <message>
        <source>diurnal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as drawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fault at %1 from %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outage of %1 from %2 to %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a scenario like the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the chosen scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Simulated time, as 30 min or 1 d.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time at the beginning that no figure counts; auto: found out by a pilot run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local date and time at which the run starts, as 2026-01-05 00:00; schedules go by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Traffic ×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A factor is a number from 0, as 20 or 0.5.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiplies all arrival rates that are drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quietest hour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes the traffic follow the day: its share at the quietest time, as 20%. Empty: the same all day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peak at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A time of day is written 20:00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say first how quiet the quietest hour is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of day with the most traffic, by the time of the scenario&apos;s start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of scenario %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove scenario %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>eine Stunde</translation>
    </message>
    <message>
        <source>Also: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::Severity</name>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>note</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>virga::ui::TimeChart</name>
    <message>
        <source>Show %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::TrafficChart</name>
    <message>
        <source>Not simulated yet. “Cost against traffic” runs the scenario at a tenth to ten times its traffic on each platform.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost against traffic for each platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Break-even</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break-even points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 per month</source>
        <translation>%1 im Monat</translation>
    </message>
    <message>
        <source>Between the marks, which are simulated, the lines are straight in cost and requests. A bill is of what was served: it stops growing where limits refuse more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the bill is 0 there is no mark: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mind that these fail requests at the scenario&apos;s own traffic already: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No line where prices are missing: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 below %2 from %3 requests a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, at %2 per month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None: no two lines cross where at most %1 of the requests fail.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>virga::ui::WelcomePage</name>
    <message>
        <source>Show at &amp;start</source>
        <translation>Beim &amp;Start zeigen</translation>
    </message>
    <message>
        <source>Virga</source>
        <translation>Virga</translation>
    </message>
    <message>
        <source>Draw, simulate and price event-driven serverless architectures.</source>
        <translation>Ereignisgesteuerte serverlose Architekturen zeichnen, simulieren und berechnen.</translation>
    </message>
    <message>
        <source>&amp;New project</source>
        <translation>&amp;Neues Projekt</translation>
    </message>
    <message>
        <source>&amp;Open …</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Close this page</source>
        <translation>Seite &amp;schließen</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnete Projekte</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>%1 (missing)</source>
        <translation>%1 (fehlt)</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
</context>
</TS>
