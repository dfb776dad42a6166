<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Canvas</name>
    <message>
        <source>Connect %1 with %2</source>
        <translation>%1 mit %2 verbinden</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 verschieben</translation>
    </message>
    <message>
        <source>Move %1 components</source>
        <translation>%1 Komponenten verschieben</translation>
    </message>
    <message>
        <source>Bend the line from %1 to %2</source>
        <translation>Linie von %1 nach %2 knicken</translation>
    </message>
    <message>
        <source>Pinned: tidying up leaves it here.</source>
        <translation>Angeheftet: bleibt beim Aufräumen hier.</translation>
    </message>
    <message>
        <source>Go to a component: name, kind or fact</source>
        <translation>Zu einer Komponente: Name, Art oder Eigenschaft</translation>
    </message>
    <message>
        <source>Release to insert it between %1 and %2.</source>
        <translation>Loslassen fügt die Komponente zwischen %1 und %2 ein.</translation>
    </message>
    <message>
        <source>Insert %1 between %2 and %3</source>
        <translation>%1 zwischen %2 und %3 einfügen</translation>
    </message>
    <message>
        <source>%1, connected from %2</source>
        <translation>%1, verbunden von %2</translation>
    </message>
</context>
<context>
    <name>FieldHint</name>
    <message>
        <source>A time with its unit, as 250 ms, 1.5 s or 10 min.</source>
        <translation>Eine Zeit mit Einheit, etwa 250 ms, 1.5 s oder 10 min.</translation>
    </message>
    <message>
        <source>An amount with its unit, as 512 MiB or 4 KiB.</source>
        <translation>Eine Menge mit Einheit, etwa 512 MiB oder 4 KiB.</translation>
    </message>
    <message>
        <source>A rate with its unit, as 20/s or 5k/min.</source>
        <translation>Eine Rate mit Einheit, etwa 20/s oder 5k/min.</translation>
    </message>
    <message>
        <source>A part in per cent, as 0.5 %.</source>
        <translation>Ein Anteil in Prozent, etwa 0.5 %.</translation>
    </message>
    <message>
        <source>A time, as 80 ms, or a law, as {lognormal: {mean: 35 ms, p95: 80 ms}}.</source>
        <translation>Eine Zeit, etwa 80 ms, oder eine Verteilung, etwa {lognormal: {mean: 35 ms, p95: 80 ms}}.</translation>
    </message>
    <message>
        <source>How requests come, as {poisson: {rate: 20/s}}.</source>
        <translation>Wie Anfragen eintreffen, etwa {poisson: {rate: 20/s}}.</translation>
    </message>
</context>
<context>
    <name>Kinds</name>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>people and devices</source>
        <translation>Menschen und Geräte</translation>
    </message>
    <message>
        <source>People or devices that send requests, at a rate or as a fixed number of users.</source>
        <translation>Menschen oder Geräte, die Anfragen senden: mit einer Rate oder als feste Zahl von Nutzern.</translation>
    </message>
    <message>
        <source>HTTP API</source>
        <translation>HTTP-API</translation>
    </message>
    <message>
        <source>HTTP requests</source>
        <translation>HTTP-Anfragen</translation>
    </message>
    <message>
        <source>WebSocket API</source>
        <translation>WebSocket-API</translation>
    </message>
    <message>
        <source>open connections</source>
        <translation>offene Verbindungen</translation>
    </message>
    <message>
        <source>Holds connections to clients, hands their messages to functions and pushes answers back.</source>
        <translation>Hält Verbindungen zu Clients, gibt deren Nachrichten an Funktionen weiter und sendet Antworten zurück.</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>code on demand</source>
        <translation>Code nach Bedarf</translation>
    </message>
    <message>
        <source>Code that runs on demand: each invocation does its steps in order.</source>
        <translation>Code, der nach Bedarf läuft: Jeder Aufruf führt seine Schritte der Reihe nach aus.</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>message batches</source>
        <translation>Nachrichten-Batches</translation>
    </message>
    <message>
        <source>Holds messages until a function has worked them off, in batches.</source>
        <translation>Hält Nachrichten, bis eine Funktion sie in Batches abgearbeitet hat.</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>to all subscribers</source>
        <translation>an alle Abonnenten</translation>
    </message>
    <message>
        <source>Hands each message to all its subscribers; a filter lets only a share through.</source>
        <translation>Gibt jede Nachricht an alle Abonnenten; ein Filter lässt nur einen Anteil durch.</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>Stream</translation>
    </message>
    <message>
        <source>ordered records</source>
        <translation>geordnete Datensätze</translation>
    </message>
    <message>
        <source>A log of records in shards, which functions read in order and in batches.</source>
        <translation>Ein Log aus Datensätzen in Shards, das Funktionen der Reihe nach in Batches lesen.</translation>
    </message>
    <message>
        <source>Event bus</source>
        <translation>Event-Bus</translation>
    </message>
    <message>
        <source>events by rules</source>
        <translation>Events nach Regeln</translation>
    </message>
    <message>
        <source>Takes events and hands each to the targets of the rules that match it.</source>
        <translation>Nimmt Events an und gibt jedes an die Ziele der passenden Regeln.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>fixed times</source>
        <translation>feste Zeiten</translation>
    </message>
    <message>
        <source>Starts functions, workflows and others every so often, or at the times of a cron expression.</source>
        <translation>Startet Funktionen, Workflows und anderes in festen Abständen oder zu den Zeiten eines Cron-Ausdrucks.</translation>
    </message>
    <message>
        <source>Object store</source>
        <translation>Objektspeicher</translation>
    </message>
    <message>
        <source>files of any size</source>
        <translation>Dateien jeder Größe</translation>
    </message>
    <message>
        <source>Keeps files of any size under names.</source>
        <translation>Speichert Dateien jeder Größe unter Namen.</translation>
    </message>
    <message>
        <source>NoSQL database</source>
        <translation>NoSQL-Datenbank</translation>
    </message>
    <message>
        <source>key-value table</source>
        <translation>Key-Value-Tabelle</translation>
    </message>
    <message>
        <source>A key-value or document table, billed by request or by provisioned capacity.</source>
        <translation>Eine Key-Value- oder Dokumenttabelle, abgerechnet nach Zugriffen oder bereitgestellter Kapazität.</translation>
    </message>
    <message>
        <source>SQL database</source>
        <translation>SQL-Datenbank</translation>
    </message>
    <message>
        <source>tables and SQL</source>
        <translation>Tabellen und SQL</translation>
    </message>
    <message>
        <source>A relational database that accepts a limited number of connections; a pool can share them.</source>
        <translation>Eine relationale Datenbank mit begrenzter Zahl von Verbindungen; ein Pool kann sie teilen.</translation>
    </message>
    <message>
        <source>Cache</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>repeated reads</source>
        <translation>wiederholtes Lesen</translation>
    </message>
    <message>
        <source>Answers repeated reads from memory and asks its origin on a miss.</source>
        <translation>Beantwortet wiederholtes Lesen aus dem Speicher und fragt bei einem Fehltreffer die Quelle.</translation>
    </message>
    <message>
        <source>Workflow</source>
        <translation>Workflow</translation>
    </message>
    <message>
        <source>states in order</source>
        <translation>Zustände der Reihe nach</translation>
    </message>
    <message>
        <source>A state machine: each execution calls, waits, branches and repeats in the order of its states.</source>
        <translation>Ein Zustandsautomat: Jede Ausführung ruft auf, wartet, verzweigt und wiederholt in der Reihenfolge der Zustände.</translation>
    </message>
    <message>
        <source>Identity provider</source>
        <translation>Identity-Provider</translation>
    </message>
    <message>
        <source>users and tokens</source>
        <translation>Nutzer und Tokens</translation>
    </message>
    <message>
        <source>A user directory that issues the tokens an API verifies.</source>
        <translation>Ein Nutzerverzeichnis, das die Tokens ausstellt, die eine API prüft.</translation>
    </message>
    <message>
        <source>Secret store</source>
        <translation>Secret-Store</translation>
    </message>
    <message>
        <source>keys, passwords</source>
        <translation>Schlüssel, Passwörter</translation>
    </message>
    <message>
        <source>Keeps secrets that functions read at a call, and again when their copy has become old.</source>
        <translation>Verwahrt Secrets, die Funktionen beim Aufruf lesen, und erneut, wenn ihre Kopie veraltet ist.</translation>
    </message>
    <message>
        <source>External system</source>
        <translation>Externes System</translation>
    </message>
    <message>
        <source>partner or legacy</source>
        <translation>Partner oder Altsystem</translation>
    </message>
    <message>
        <source>A third party or a legacy system, known only by its latency and errors.</source>
        <translation>Ein Fremd- oder Altsystem, von dem nur Latenz und Fehler bekannt sind.</translation>
    </message>
    <message>
        <source>Container service</source>
        <translation>Container-Dienst</translation>
    </message>
    <message>
        <source>servers, always on</source>
        <translation>Server im Dauerbetrieb</translation>
    </message>
    <message>
        <source>Servers that always run, each with so many requests at once: what is not serverless.</source>
        <translation>Server im Dauerbetrieb, jeder mit einer Höchstzahl gleichzeitiger Anfragen: was nicht serverless ist.</translation>
    </message>
    <message>
        <source>A gateway that takes HTTP requests and hands each route to a function.</source>
        <translation>Ein Gateway, das HTTP-Anfragen annimmt und jede Route an eine Funktion weitergibt.</translation>
    </message>
</context>
<context>
    <name>ProviderNotes</name>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>Name: %1</source>
        <translation>Name: %1</translation>
    </message>
    <message>
        <source>Limit: %1</source>
        <translation>Limit: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The platforms&apos; names and limits of fields can&apos;t be read: %1</source>
        <translation>Die Namen und Grenzen der Felder bei den Plattformen lassen sich nicht lesen: %1</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>the project has no scenario &apos;%1&apos;</source>
        <translation>das Projekt hat kein Szenario „%1“</translation>
    </message>
    <message>
        <source>the project has no component &apos;%1&apos;</source>
        <translation>das Projekt hat keine Komponente „%1“</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written</source>
        <translation>%1 lässt sich nicht schreiben</translation>
    </message>
</context>
<context>
    <name>StepSummary</name>
    <message>
        <source>%1, mean %2</source>
        <translation>%1, Mittel %2</translation>
    </message>
    <message>
        <source>compute %1</source>
        <translation>%1 rechnen</translation>
    </message>
    <message>
        <source>call %1</source>
        <translation>%1 aufrufen</translation>
    </message>
    <message>
        <source>call %1, %2</source>
        <translation>%1 aufrufen, %2</translation>
    </message>
    <message>
        <source>retry %1</source>
        <translation>Versuche %1</translation>
    </message>
    <message>
        <source>timeout %1</source>
        <translation>Timeout %1</translation>
    </message>
    <message>
        <source>breaker</source>
        <translation>Circuit Breaker</translation>
    </message>
    <message>
        <source>send to %1</source>
        <translation>an %1 senden</translation>
    </message>
    <message>
        <source>in parallel, 1 branch</source>
        <translation>parallel, 1 Zweig</translation>
    </message>
    <message>
        <source>in parallel, %1 branches</source>
        <translation>parallel, %1 Zweige</translation>
    </message>
    <message>
        <source>wait for %1 of %2 branches</source>
        <translation>auf %1 von %2 Zweigen warten</translation>
    </message>
    <message>
        <source>loop once</source>
        <translation>Schleife einmal</translation>
    </message>
    <message>
        <source>loop %1 times</source>
        <translation>Schleife %1-mal</translation>
    </message>
    <message>
        <source>for each of %1 items</source>
        <translation>für jedes von %1 Elementen</translation>
    </message>
    <message>
        <source>%1 at a time</source>
        <translation>je %1 gleichzeitig</translation>
    </message>
    <message>
        <source>wait %1</source>
        <translation>%1 warten</translation>
    </message>
    <message>
        <source>branch, 1 option</source>
        <translation>Verzweigung, 1 Option</translation>
    </message>
    <message>
        <source>branch, one of %1 options</source>
        <translation>Verzweigung, eine von %1 Optionen</translation>
    </message>
    <message>
        <source>for each message</source>
        <translation>je Nachricht</translation>
    </message>
</context>
<context>
    <name>std</name>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>virga::ui</name>
    <message>
        <source>sends requests to</source>
        <translation>sendet Anfragen an</translation>
    </message>
    <message>
        <source>routes to</source>
        <translation>leitet an</translation>
    </message>
    <message>
        <source>verifies tokens with</source>
        <translation>prüft Tokens bei</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>ruft</translation>
    </message>
    <message>
        <source>sends to</source>
        <translation>sendet an</translation>
    </message>
    <message>
        <source>is consumed by</source>
        <translation>wird konsumiert von</translation>
    </message>
    <message>
        <source>publishes to</source>
        <translation>veröffentlicht an</translation>
    </message>
    <message>
        <source>routes events to</source>
        <translation>leitet Events an</translation>
    </message>
    <message>
        <source>starts</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>notifies</source>
        <translation>benachrichtigt</translation>
    </message>
    <message>
        <source>gives dead letters to</source>
        <translation>gibt Dead Letters an</translation>
    </message>
    <message>
        <source>reads misses from</source>
        <translation>holt Fehltreffer aus</translation>
    </message>
    <message>
        <source>constant %1</source>
        <translation>konstant %1</translation>
    </message>
    <message>
        <source>Poisson %1</source>
        <translation>Poisson %1</translation>
    </message>
    <message>
        <source>bursts of %1</source>
        <translation>Bursts %1</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation>%1 Nutzer</translation>
    </message>
    <message>
        <source>trace %1</source>
        <translation>Trace %1</translation>
    </message>
    <message>
        <source>counts %1</source>
        <translation>Zählungen %1</translation>
    </message>
    <message>
        <source>p50 %1</source>
        <translation>p50 %1</translation>
    </message>
    <message>
        <source>scale %1</source>
        <translation>Skala %1</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>Mittel %1</translation>
    </message>
    <message>
        <source>Nothing was observed here in this run.</source>
        <translation>Hier wurde in diesem Lauf nichts beobachtet.</translation>
    </message>
    <message>
        <source>%1 per %2</source>
        <translation>%1 je %2</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2</source>
        <translation>Gestoppt nach %1 von %2</translation>
    </message>
    <message>
        <source>Stopped after %1 of %2 runs</source>
        <translation>Gestoppt nach %1 von %2 Läufen</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Verdict on %1</source>
        <translation>Urteil zu %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t run the design</source>
        <translation>%1 kann den Entwurf nicht ausführen</translation>
    </message>
    <message>
        <source>Adjusted for %1</source>
        <translation>Angepasst für %1</translation>
    </message>
    <message>
        <source>Limitations of %1</source>
        <translation>Einschränkungen von %1</translation>
    </message>
    <message>
        <source>Limits hit on %1</source>
        <translation>Erreichte Limits auf %1</translation>
    </message>
    <message>
        <source>What to keep in mind</source>
        <translation>Zu beachten</translation>
    </message>
    <message>
        <source>%1 runs the design as drawn.</source>
        <translation>%1 führt den Entwurf wie gezeichnet aus.</translation>
    </message>
    <message>
        <source>percentage points</source>
        <translation>Prozentpunkte</translation>
    </message>
    <message>
        <source>best</source>
        <translation>am besten</translation>
    </message>
    <message>
        <source>no difference shown</source>
        <translation>kein Unterschied belegt</translation>
    </message>
    <message>
        <source>higher</source>
        <translation>höher</translation>
    </message>
    <message>
        <source>higher, perhaps by chance</source>
        <translation>höher, evtl. Zufall</translation>
    </message>
    <message>
        <source>%1, 95 % confidence interval %2 … %3</source>
        <translation>%1, 95-%-Konfidenzintervall %2 … %3</translation>
    </message>
    <message>
        <source>Difference from %1: %2, 95 % confidence interval %3 … %4</source>
        <translation>Unterschied zu %1: %2, 95-%-Konfidenzintervall %3 … %4</translation>
    </message>
    <message>
        <source>Difference from %1: %2</source>
        <translation>Unterschied zu %1: %2</translation>
    </message>
    <message>
        <source>No difference from the best is shown by %1 replications: the interval holds 0.</source>
        <translation>%1 Replikationen belegen keinen Unterschied zum Besten: Das Intervall enthält 0.</translation>
    </message>
    <message>
        <source>One replication doesn&apos;t tell whether the difference is chance.</source>
        <translation>Eine Replikation verrät nicht, ob der Unterschied Zufall ist.</translation>
    </message>
    <message>
        <source>The best.</source>
        <translation>Am besten.</translation>
    </message>
    <message>
        <source>nothing observed</source>
        <translation>nichts beobachtet</translation>
    </message>
    <message>
        <source>Nothing was observed here.</source>
        <translation>Hier wurde nichts beobachtet.</translation>
    </message>
    <message>
        <source>No price is known of %1.</source>
        <translation>Kein Preis bekannt für %1.</translation>
    </message>
    <message>
        <source>no prices</source>
        <translation>keine Preise</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>not run: the comparison was stopped before</source>
        <translation>nicht gelaufen: Der Vergleich wurde vorher gestoppt</translation>
    </message>
    <message>
        <source>the design can&apos;t run there: %1</source>
        <translation>der Entwurf ist dort nicht ausführbar: %1</translation>
    </message>
    <message>
        <source>Cost (%1/month)</source>
        <translation>Kosten (%1/Monat)</translation>
    </message>
    <message>
        <source>The month&apos;s bill</source>
        <translation>Die Monatsrechnung</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>Median latency of the flow</source>
        <translation>Median der Latenz des Flows</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>95 % of the flow&apos;s requests are faster</source>
        <translation>95 % der Anfragen des Flows sind schneller</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>99 % of the flow&apos;s requests are faster</source>
        <translation>99 % der Anfragen des Flows sind schneller</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>Cold Starts</translation>
    </message>
    <message>
        <source>Share of the invocations that waited for a new instance</source>
        <translation>Anteil der Aufrufe, die auf eine neue Instanz gewartet haben</translation>
    </message>
    <message>
        <source>Throttles</source>
        <translation>Gedrosselt</translation>
    </message>
    <message>
        <source>Requests refused by a limit</source>
        <translation>Von einem Limit abgewiesene Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Share of the flow&apos;s requests that failed</source>
        <translation>Anteil fehlgeschlagener Anfragen des Flows</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstau</translation>
    </message>
    <message>
        <source>Most messages or records that waited at once in one place</source>
        <translation>Höchste Zahl gleichzeitig an einer Stelle wartender Nachrichten oder Datensätze</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>Messages given up after the most receives</source>
        <translation>Nach der Höchstzahl an Empfängen aufgegebene Nachrichten</translation>
    </message>
    <message>
        <source>as drawn</source>
        <translation>wie gezeichnet</translation>
    </message>
    <message>
        <source>%1 fail</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 of %2 requests throttled</source>
        <translation>%1 von %2 Anfragen gedrosselt</translation>
    </message>
    <message>
        <source>%1 of %2 requests failed</source>
        <translation>%1 von %2 Anfragen fehlgeschlagen</translation>
    </message>
    <message>
        <source>5 % of its messages wait longer than %1</source>
        <translation>5 % der Nachrichten warten länger als %1</translation>
    </message>
    <message>
        <source>cost so far</source>
        <translation>bisherige Kosten</translation>
    </message>
    <message>
        <source>Cost so far (%1)</source>
        <translation>Bisherige Kosten (%1)</translation>
    </message>
    <message>
        <source>What the load since the start of the run has cost.</source>
        <translation>Was die Last seit Beginn des Laufs gekostet hat.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 [%2]</source>
        <translation>%1 [%2]</translation>
    </message>
    <message>
        <source>%1, least</source>
        <translation>%1, Minimum</translation>
    </message>
    <message>
        <source>%1, greatest</source>
        <translation>%1, Maximum</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>The picture is too large.</source>
        <translation>Das Bild ist zu groß.</translation>
    </message>
    <message>
        <source>cost %1</source>
        <translation>Kosten %1</translation>
    </message>
    <message>
        <source>throttles %1</source>
        <translation>gedrosselt %1</translation>
    </message>
    <message>
        <source>no change</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>= same</source>
        <translation>= gleich</translation>
    </message>
    <message>
        <source>≈ none shown</source>
        <translation>≈ nicht belegt</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>better?</source>
        <translation>besser?</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>schlechter</translation>
    </message>
    <message>
        <source>worse?</source>
        <translation>schlechter?</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>niedriger</translation>
    </message>
    <message>
        <source>Before, 95 % confidence interval: %1 … %2</source>
        <translation>Vorher, 95-%-Konfidenzintervall: %1 … %2</translation>
    </message>
    <message>
        <source>After, 95 % confidence interval: %1 … %2</source>
        <translation>Nachher, 95-%-Konfidenzintervall: %1 … %2</translation>
    </message>
    <message>
        <source>Difference, 95 % confidence interval: %1 … %2</source>
        <translation>Unterschied, 95-%-Konfidenzintervall: %1 … %2</translation>
    </message>
    <message>
        <source>Taken replication by replication: both runs have the same random numbers.</source>
        <translation>Replikation für Replikation gebildet: Beide Läufe haben dieselben Zufallszahlen.</translation>
    </message>
    <message>
        <source>Of two independent runs.</source>
        <translation>Aus zwei unabhängigen Läufen.</translation>
    </message>
    <message>
        <source>The interval holds 0: no difference is shown.</source>
        <translation>Das Intervall enthält 0: kein Unterschied belegt.</translation>
    </message>
    <message>
        <source>Without an interval it isn&apos;t known whether the difference is chance.</source>
        <translation>Ohne Intervall bleibt offen, ob der Unterschied Zufall ist.</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>cold starts</source>
        <translation>Cold Starts</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>throttles</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>%1 0</source>
        <translation>%1 0</translation>
    </message>
    <message>
        <source>%1 the same</source>
        <translation>%1 unverändert</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>%1 %2 lower</source>
        <translation>%1 %2 niedriger</translation>
    </message>
    <message>
        <source>%1 %2 higher</source>
        <translation>%1 %2 höher</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Cost per month (%1)</source>
        <translation>Kosten pro Monat (%1)</translation>
    </message>
    <message>
        <source>no difference shown by %1 replications in %2</source>
        <translation>%1 Replikationen belegen keinen Unterschied bei: %2</translation>
    </message>
    <message>
        <source>no difference shown by the intervals in %1</source>
        <translation>die Intervalle belegen keinen Unterschied bei: %1</translation>
    </message>
    <message>
        <source>one replication doesn&apos;t tell by chance or not</source>
        <translation>eine Replikation verrät nicht, ob Zufall oder nicht</translation>
    </message>
    <message>
        <source>Nothing was observed in both runs.</source>
        <translation>In beiden Läufen wurde nichts beobachtet.</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>%1 servers</source>
        <translation>%1 Server</translation>
    </message>
    <message>
        <source>%1 inst</source>
        <translation>%1 Inst.</translation>
    </message>
    <message>
        <source>%1 starting</source>
        <translation>%1 startend</translation>
    </message>
    <message>
        <source>%1 connections</source>
        <translation>%1 Verb.</translation>
    </message>
    <message>
        <source>oldest %1</source>
        <translation>älteste %1</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>overhead</source>
        <translation>Overhead</translation>
    </message>
    <message>
        <source>queueing</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>cold start</source>
        <translation>Cold Start</translation>
    </message>
    <message>
        <source>execution</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>call</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>retry back-off</source>
        <translation>Wiederholungspause</translation>
    </message>
    <message>
        <source>throttle</source>
        <translation>Drosselung</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>ok</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Timeout</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>unvollendet</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>From %1 to %2 after the request&apos;s start, %3</source>
        <translation>Von %1 bis %2 nach Beginn der Anfrage, %3</translation>
    </message>
    <message>
        <source>On the critical path for %1</source>
        <translation>%1 auf dem kritischen Pfad</translation>
    </message>
    <message>
        <source>Nobody waits for it</source>
        <translation>Niemand wartet darauf</translation>
    </message>
    <message>
        <source>In one batch with %1 other messages</source>
        <translation>In einem Batch mit %1 weiteren Nachrichten</translation>
    </message>
    <message>
        <source>%1 throttled</source>
        <translation>%1 gedrosselt</translation>
    </message>
    <message>
        <source>depth %1</source>
        <translation>Tiefe %1</translation>
    </message>
    <message>
        <source>backlog %1</source>
        <translation>Rückstau %1</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>%1 given up</source>
        <translation>%1 aufgegeben</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>%1 abgewiesen</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>%1 published</source>
        <translation>%1 veröffentlicht</translation>
    </message>
    <message>
        <source>%1 fired</source>
        <translation>%1 ausgelöst</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 Anfragen</translation>
    </message>
    <message>
        <source>%1 checks</source>
        <translation>%1 Prüfungen</translation>
    </message>
    <message>
        <source>%1/s fail</source>
        <translation>%1/s Fehler</translation>
    </message>
    <message>
        <source>%1/s throttled</source>
        <translation>%1/s gedrosselt</translation>
    </message>
    <message>
        <source>%1 busy</source>
        <translation>%1 aktiv</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 wartend</translation>
    </message>
    <message>
        <source>Instances: %1</source>
        <translation>Instanzen: %1</translation>
    </message>
    <message>
        <source>Executions: %1</source>
        <translation>Ausführungen: %1</translation>
    </message>
    <message>
        <source>Starting: %1</source>
        <translation>Startend: %1</translation>
    </message>
    <message>
        <source>Utilisation: %1</source>
        <translation>Auslastung: %1</translation>
    </message>
    <message>
        <source>Waiting: %1</source>
        <translation>Wartend: %1</translation>
    </message>
    <message>
        <source>Oldest received: %1</source>
        <translation>Älteste empfangene: %1</translation>
    </message>
    <message>
        <source>Throttled: %1 a second</source>
        <translation>Gedrosselt: %1 pro Sekunde</translation>
    </message>
    <message>
        <source>Failed: %1 a second</source>
        <translation>Fehlgeschlagen: %1 pro Sekunde</translation>
    </message>
    <message>
        <source>Cold starts: %1 a second</source>
        <translation>Cold Starts: %1 pro Sekunde</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source> (%1: %2)</source>
        <translation> (%1: %2)</translation>
    </message>
    <message>
        <source>   in view %1 … %2</source>
        <translation>   sichtbar %1 … %2</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Kommagetrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 can&apos;t be saved</source>
        <translation>%1 lässt sich nicht speichern</translation>
    </message>
    <message>
        <source>age %1</source>
        <translation>Alter %1</translation>
    </message>
    <message>
        <source>requests %1</source>
        <translation>Anfragen %1</translation>
    </message>
    <message>
        <source>Cost per month</source>
        <translation>Kosten pro Monat</translation>
    </message>
    <message>
        <source>Failed requests</source>
        <translation>Fehlgeschlagene Anfragen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Latency, mean</source>
        <translation>Latenz, Mittel</translation>
    </message>
    <message>
        <source>Latency p50</source>
        <translation>Latenz p50</translation>
    </message>
    <message>
        <source>Latency p95</source>
        <translation>Latenz p95</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>Latenz p99</translation>
    </message>
    <message>
        <source>Duration, mean</source>
        <translation>Dauer, Mittel</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>Gedrosselt</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Most instances</source>
        <translation>Höchste Instanzenzahl</translation>
    </message>
    <message>
        <source>Most servers</source>
        <translation>Höchste Serverzahl</translation>
    </message>
    <message>
        <source>Greatest depth</source>
        <translation>Größte Tiefe</translation>
    </message>
    <message>
        <source>Greatest backlog</source>
        <translation>Größter Rückstau</translation>
    </message>
    <message>
        <source>Age p95</source>
        <translation>Alter p95</translation>
    </message>
    <message>
        <source>Iterator age p95</source>
        <translation>Iterator-Alter p95</translation>
    </message>
    <message>
        <source>Dead-lettered</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Use case</source>
        <translation>Anwendungsfall</translation>
    </message>
    <message>
        <source>When to use it</source>
        <translation>Wann man es einsetzt</translation>
    </message>
    <message>
        <source>When not</source>
        <translation>Wann nicht</translation>
    </message>
    <message>
        <source>What its scenarios show</source>
        <translation>Was die Szenarien zeigen</translation>
    </message>
    <message>
        <source>What holds in it</source>
        <translation>Was darin gilt</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
</context>
<context>
    <name>virga::ui::AlarmsDialog</name>
    <message>
        <source>Pr&amp;opose</source>
        <translation>&amp;Vorschlagen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;toppen</translation>
    </message>
    <message>
        <source>&amp;Add to the project</source>
        <translation>Zum Projekt &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Left out, and why</source>
        <translation>Ausgelassen, und warum</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>Why there is no alarm</source>
        <translation>Warum es keinen Alarm gibt</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>%1 % done</source>
        <translation>%1 % fertig</translation>
    </message>
    <message>
        <source>Simulates, and proposes alarms that give few false alarms.</source>
        <translation>Simuliert und schlägt Alarme vor, die selten falsch sind.</translation>
    </message>
    <message>
        <source>Ends the simulation; a part of the runs proposes nothing.</source>
        <translation>Beendet die Simulation; ein Teil der Läufe schlägt nichts vor.</translation>
    </message>
    <message>
        <source>Progress of the simulation</source>
        <translation>Fortschritt der Simulation</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>There is nothing that the provider can watch.</source>
        <translation>Es gibt nichts, was der Anbieter überwachen kann.</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped; a part of the runs proposes nothing.</source>
        <translation>Gestoppt; ein Teil der Läufe schlägt nichts vor.</translation>
    </message>
    <message>
        <source>&amp;Left out (%1)</source>
        <translation>Aus&amp;gelassen (%1)</translation>
    </message>
    <message>
        <source>Propo&amp;sed (%1)</source>
        <translation>Vorge&amp;schlagen (%1)</translation>
    </message>
    <message>
        <source>&amp;In the project (%1)</source>
        <translation>&amp;Im Projekt (%1)</translation>
    </message>
    <message>
        <source>Add alarms</source>
        <translation>Alarme hinzufügen</translation>
    </message>
    <message>
        <source>1 alarm added</source>
        <translation>1 Alarm hinzugefügt</translation>
    </message>
    <message numerus="yes">
        <source>%n alarms added</source>
        <translation>
            <numerusform>%n Alarm hinzugefügt</numerusform>
            <numerusform>%n Alarme hinzugefügt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>virga::ui::AlarmsEditor</name>
    <message>
        <source>A %1 has no %2: choose another metric.</source>
        <translation>%1 hat kein %2: andere Metrik wählen.</translation>
    </message>
    <message>
        <source>Alarms</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Datapoints</source>
        <translation>Messpunkte</translation>
    </message>
    <message>
        <source>Add an alarm</source>
        <translation>Alarm hinzufügen</translation>
    </message>
    <message>
        <source>Remove the chosen alarm</source>
        <translation>Gewählten Alarm entfernen</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>A whole number from 1 to %1.</source>
        <translation>Eine ganze Zahl von 1 bis %1.</translation>
    </message>
    <message>
        <source>There can&apos;t be more datapoints than are looked at.</source>
        <translation>Es können nicht mehr Messpunkte sein, als betrachtet werden.</translation>
    </message>
    <message>
        <source>Of the last</source>
        <translation>Von den letzten</translation>
    </message>
    <message>
        <source>Change what an alarm is on</source>
        <translation>Ändern, woran ein Alarm hängt</translation>
    </message>
    <message>
        <source>Change the metric of an alarm</source>
        <translation>Metrik eines Alarms ändern</translation>
    </message>
    <message>
        <source>Change %1 of an alarm</source>
        <translation>%1 eines Alarms ändern</translation>
    </message>
    <message>
        <source>%1 of %2 × %3</source>
        <translation>%1 von %2 × %3</translation>
    </message>
    <message>
        <source>There is nothing to watch: add a component first.</source>
        <translation>Es gibt nichts zu überwachen: zuerst eine Komponente hinzufügen.</translation>
    </message>
    <message>
        <source>Remove an alarm</source>
        <translation>Alarm entfernen</translation>
    </message>
</context>
<context>
    <name>virga::ui::AlarmsForm</name>
    <message>
        <source>&amp;Normal</source>
        <translation>&amp;Normalfall</translation>
    </message>
    <message>
        <source>The scenario in which nothing is wrong.</source>
        <translation>Das Szenario, in dem alles in Ordnung ist.</translation>
    </message>
    <message>
        <source>&amp;Faults</source>
        <translation>&amp;Störungen</translation>
    </message>
    <message>
        <source>A scenario with faults, to see how soon the alarms notice them.</source>
        <translation>Ein Szenario mit Störungen, um zu sehen, wie bald die Alarme sie bemerken.</translation>
    </message>
    <message>
        <source>Pro&amp;vider</source>
        <translation>&amp;Anbieter</translation>
    </message>
    <message>
        <source>The provider that is to watch.</source>
        <translation>Der Anbieter, der überwachen soll.</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>S&amp;eed</translation>
    </message>
    <message>
        <source>The same seed gives the same proposals.</source>
        <translation>Derselbe Seed ergibt dieselben Vorschläge.</translation>
    </message>
    <message>
        <source>False alarms a &amp;month</source>
        <translation>Fehlalarme im &amp;Monat</translation>
    </message>
    <message>
        <source>How many false alarms each alarm may give in a month, as 1 or 0.5.</source>
        <translation>Wie viele Fehlalarme jeder Alarm im Monat geben darf, etwa 1 oder 0.5.</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>&amp;Zeitraum</translation>
    </message>
    <message>
        <source>Time over which a datapoint is taken, from 10 s to 1 d.</source>
        <translation>Zeit, über die ein Messpunkt genommen wird, von 10 s bis 1 d.</translation>
    </message>
    <message>
        <source>&amp;Replications</source>
        <translation>&amp;Läufe</translation>
    </message>
    <message>
        <source>Independent runs; more of them show rarer false alarms.</source>
        <translation>Unabhängige Läufe; mehr davon zeigen seltenere Fehlalarme.</translation>
    </message>
    <message>
        <source>&amp;Duration</source>
        <translation>&amp;Dauer</translation>
    </message>
    <message>
        <source>Simulated time of a run, as 7 d.</source>
        <translation>Simulierte Zeit eines Laufs, etwa 7 d.</translation>
    </message>
    <message>
        <source>the scenario&apos;s</source>
        <translation>die des Szenarios</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keines)</translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>eine Stunde</translation>
    </message>
</context>
<context>
    <name>virga::ui::ArrivalsChart</name>
    <message>
        <source>Invocations a second over the time of the logs</source>
        <translation>Aufrufe pro Sekunde über die Zeit der Logs</translation>
    </message>
    <message>
        <source>Invocations a second</source>
        <translation>Aufrufe pro Sekunde</translation>
    </message>
    <message>
        <source>Time of day, UTC</source>
        <translation>Uhrzeit, UTC</translation>
    </message>
    <message>
        <source>Time of day: the logs have no dates</source>
        <translation>Uhrzeit: die Logs haben kein Datum</translation>
    </message>
</context>
<context>
    <name>virga::ui::ArrivalsEditor</name>
    <message>
        <source>The answers decide the rate: %1 at most. The scenario&apos;s traffic doesn&apos;t change it.</source>
        <translation>Die Antworten bestimmen die Rate: höchstens %1. Die Last des Szenarios ändert sie nicht.</translation>
    </message>
    <message>
        <source>The answers alone decide the rate. The scenario&apos;s traffic doesn&apos;t change it.</source>
        <translation>Allein die Antworten bestimmen die Rate. Die Last des Szenarios ändert sie nicht.</translation>
    </message>
    <message>
        <source>The file is read when the design is simulated.</source>
        <translation>Die Datei wird beim Simulieren gelesen.</translation>
    </message>
    <message>
        <source>Drawn is the mean over bursts and pauses.</source>
        <translation>Gezeichnet ist das Mittel über Bursts und Pausen.</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Kind of %1</source>
        <translation>Art von %1</translation>
    </message>
</context>
<context>
    <name>virga::ui::BillPanel</name>
    <message>
        <source>Quantity per month: %1 %2</source>
        <translation>Menge pro Monat: %1 %2</translation>
    </message>
    <message>
        <source>of it free: %1 %2</source>
        <translation>davon frei: %1 %2</translation>
    </message>
    <message>
        <source>Price: %1 %2 per %3</source>
        <translation>Preis: %1 %2 je %3</translation>
    </message>
    <message>
        <source>Amount: %1 %2</source>
        <translation>Betrag: %1 %2</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Quelle: %1</translation>
    </message>
    <message>
        <source>Sourced: the figure was read there.</source>
        <translation>Belegt: Der Wert stammt aus dieser Quelle.</translation>
    </message>
    <message>
        <source>General: a general figure that wasn&apos;t read in a price list.</source>
        <translation>Allgemein: ein allgemeiner Wert, nicht aus einer Preisliste.</translation>
    </message>
    <message>
        <source>Export bill as &amp;CSV …</source>
        <translation>Rechnung als &amp;CSV exportieren …</translation>
    </message>
    <message>
        <source>No bill yet. A simulation (F5) measures the use that is priced here.</source>
        <translation>Noch keine Rechnung. Eine Simulation (F5) misst den Verbrauch, der hier bepreist wird.</translation>
    </message>
    <message>
        <source>Lines of the bill</source>
        <translation>Rechnungsposten</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Posten</translation>
    </message>
    <message>
        <source>Quantity per month</source>
        <translation>Menge pro Monat</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Export CSV …</source>
        <translation>CSV exportieren …</translation>
    </message>
    <message>
        <source>Write the bill&apos;s lines with their sources into a file</source>
        <translation>Rechnungsposten mit ihren Quellen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>No total</source>
        <translation>Keine Summe</translation>
    </message>
    <message>
        <source>%1 per month</source>
        <translation>%1 pro Monat</translation>
    </message>
    <message>
        <source>Projected to a month from %1.</source>
        <translation>Auf einen Monat hochgerechnet: %1.</translation>
    </message>
    <message>
        <source>The free tier is taken off.</source>
        <translation>Freikontingente sind abgezogen.</translation>
    </message>
    <message>
        <source>Without the free tier.</source>
        <translation>Ohne Freikontingente.</translation>
    </message>
    <message>
        <source>Not in the total, because the catalog has no price: %1.</source>
        <translation>Nicht in der Summe, weil der Katalog keinen Preis hat: %1.</translation>
    </message>
    <message>
        <source>Values and prices of %1 stand in place of the catalog&apos;s.</source>
        <translation>Werte und Preise aus %1 ersetzen die des Katalogs.</translation>
    </message>
    <message>
        <source>Price (%1)</source>
        <translation>Preis (%1)</translation>
    </message>
    <message>
        <source>Amount (%1)</source>
        <translation>Betrag (%1)</translation>
    </message>
    <message>
        <source>%1, general figure</source>
        <translation>%1, allgemeiner Wert</translation>
    </message>
    <message>
        <source>Export the bill</source>
        <translation>Rechnung exportieren</translation>
    </message>
</context>
<context>
    <name>virga::ui::CalibrateDialog</name>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>Read a&amp;gain</source>
        <translation>&amp;Neu lesen</translation>
    </message>
    <message>
        <source>&amp;Apply to the project</source>
        <translation>Ins Projekt &amp;übernehmen</translation>
    </message>
    <message>
        <source>Replace the file?</source>
        <translation>Datei ersetzen?</translation>
    </message>
    <message>
        <source>%1 is there already and holds something else. Replace it?</source>
        <translation>%1 gibt es schon mit anderem Inhalt. Ersetzen?</translation>
    </message>
    <message>
        <source>Reading: %1 of %2</source>
        <translation>Lesen: %1 von %2</translation>
    </message>
    <message>
        <source>Fitting laws, and running the design before and after …</source>
        <translation>Verteilungen anpassen, Entwurf vorher und nachher laufen lassen …</translation>
    </message>
    <message>
        <source>Learn from logs</source>
        <translation>Aus Logs lernen</translation>
    </message>
    <message>
        <source>Logs (*.log *.txt *.json *.jsonl *.ndjson *.csv);;All files (*)</source>
        <translation>Logs (*.log *.txt *.json *.jsonl *.ndjson *.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Learn from a folder of logs</source>
        <translation>Aus einem Ordner mit Logs lernen</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Lesen …</translation>
    </message>
    <message>
        <source>Stopped; nothing was learnt.</source>
        <translation>Gestoppt; nichts wurde gelernt.</translation>
    </message>
    <message>
        <source>Functions of the design that the logs don&apos;t name: %1</source>
        <translation>Funktionen des Entwurfs, die die Logs nicht nennen: %1</translation>
    </message>
    <message>
        <source>Runs of %1 each, without a scenario&apos;s traffic and faults. “After” is with the proposals that are ticked.</source>
        <translation>Läufe von je %1, ohne Last und Störungen eines Szenarios. „Nachher“ ist mit den angekreuzten Vorschlägen.</translation>
    </message>
    <message>
        <source>The design wasn&apos;t run before and after: %1</source>
        <translation>Der Entwurf lief nicht vorher und nachher: %1</translation>
    </message>
    <message>
        <source>Proposals (%1)</source>
        <translation>Vorschläge (%1)</translation>
    </message>
    <message>
        <source>%1 invocations, but no name in the logs is that of a function: say here which is which.</source>
        <translation>%1 Aufrufe, aber kein Name in den Logs ist der einer Funktion: hier zuordnen.</translation>
    </message>
    <message>
        <source>%1 invocations in the logs; functions of the design among them: %2.</source>
        <translation>%1 Aufrufe in den Logs; darunter Funktionen des Entwurfs: %2.</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Choose log files, or drop them here.

Known by their content: AWS (CloudWatch text and JSON, Logs Insights, X-Ray), Azure (log stream, Application Insights requests), Google (Cloud Logging, gcloud), OCI Logging, and OpenTelemetry traces in JSON. Nothing leaves this computer.</source>
        <translation>Logdateien wählen oder hier ablegen.

Am Inhalt erkannt: AWS (CloudWatch als Text und JSON, Logs Insights, X-Ray), Azure (Logstream, Requests von Application Insights), Google (Cloud Logging, gcloud), OCI Logging und OpenTelemetry-Traces als JSON. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>Save the project first: the counts stand in a file beside it.</source>
        <translation>Das Projekt zuerst speichern: die Zählungen stehen in einer Datei daneben.</translation>
    </message>
    <message>
        <source>Log files</source>
        <translation>Logdateien</translation>
    </message>
    <message>
        <source>&amp;Files …</source>
        <translation>&amp;Dateien …</translation>
    </message>
    <message>
        <source>F&amp;older …</source>
        <translation>&amp;Ordner …</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>What the logs can&apos;t tell</source>
        <translation>Was die Logs nicht sagen</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>Funktionen</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>What they can&apos;t tell</source>
        <translation>Was sie nicht sagen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
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
        <translation>&amp;Komponente hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Connect t&amp;o…</source>
        <translation>Verbinden &amp;mit…</translation>
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
        <translation>Au&amp;fräumen</translation>
    </message>
    <message>
        <source>Zoom to &amp;100 %</source>
        <translation>Zoom auf &amp;100 %</translation>
    </message>
    <message>
        <source>Zoom to &amp;fit</source>
        <translation>&amp;Alles zeigen</translation>
    </message>
    <message>
        <source>Zoom to &amp;selection</source>
        <translation>Aus&amp;wahl zeigen</translation>
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
        <source>Rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Select one component to connect it.</source>
        <translation>Zum Verbinden genau eine Komponente auswählen.</translation>
    </message>
    <message>
        <source>Nothing here can be the other end of an edge from this component.</source>
        <translation>Hier gibt es nichts, womit sich diese Komponente verbinden lässt.</translation>
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
        <translation>Mit Tastatur verschieben</translation>
    </message>
    <message>
        <source>Drag a component here from the palette,
or double-click or press A to add one.</source>
        <translation>Komponente aus der Palette hierher ziehen
oder mit Doppelklick oder A hinzufügen.</translation>
    </message>
    <message>
        <source>Select a component that has connections to walk over them.</source>
        <translation>Zum Durchgehen der Verbindungen eine verbundene Komponente auswählen.</translation>
    </message>
    <message>
        <source>%1. Enter shows the field that makes the connection, Esc goes back to the component.</source>
        <translation>%1. Eingabe zeigt das Feld, das die Verbindung herstellt, Esc führt zurück zur Komponente.</translation>
    </message>
    <message>
        <source>Select one component or connection to go to its fields.</source>
        <translation>Eine Komponente oder Verbindung auswählen, um zu ihren Feldern zu gelangen.</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>Aus&amp;wählen</translation>
    </message>
    <message>
        <source>&amp;Next connection of the component</source>
        <translation>&amp;Nächste Verbindung der Komponente</translation>
    </message>
    <message>
        <source>&amp;Previous connection of the component</source>
        <translation>V&amp;orige Verbindung der Komponente</translation>
    </message>
    <message>
        <source>Ali&amp;gn</source>
        <translation>Aus&amp;richten</translation>
    </message>
    <message>
        <source>Align &amp;left</source>
        <translation>&amp;Links ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;centres</source>
        <translation>Horizontal &amp;zentrieren</translation>
    </message>
    <message>
        <source>Align &amp;right</source>
        <translation>&amp;Rechts ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;top</source>
        <translation>&amp;Oben ausrichten</translation>
    </message>
    <message>
        <source>Align &amp;middles</source>
        <translation>&amp;Vertikal zentrieren</translation>
    </message>
    <message>
        <source>Align &amp;bottom</source>
        <translation>&amp;Unten ausrichten</translation>
    </message>
    <message>
        <source>Distribute &amp;horizontally</source>
        <translation>&amp;Horizontal verteilen</translation>
    </message>
    <message>
        <source>Distribute &amp;vertically</source>
        <translation>V&amp;ertikal verteilen</translation>
    </message>
    <message>
        <source>Select the components to tidy up first.</source>
        <translation>Zuerst die aufzuräumenden Komponenten auswählen.</translation>
    </message>
    <message>
        <source>Tidy up %1 components</source>
        <translation>%1 Komponenten aufräumen</translation>
    </message>
    <message>
        <source>Select the components to pin first.</source>
        <translation>Zuerst die anzuheftenden Komponenten auswählen.</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Select a connection whose line was bent by hand to reset it.</source>
        <translation>Zum Zurücksetzen eine von Hand geknickte Verbindung auswählen.</translation>
    </message>
    <message>
        <source>Reset the route from %1 to %2</source>
        <translation>Linie von %1 nach %2 zurücksetzen</translation>
    </message>
    <message>
        <source>Tidy up &amp;selection</source>
        <translation>Auswahl aufräume&amp;n</translation>
    </message>
    <message>
        <source>P&amp;in or unpin</source>
        <translation>Anhef&amp;ten oder lösen</translation>
    </message>
    <message>
        <source>&amp;Reset route</source>
        <translation>Linie &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Select one component or all of a group to rename it.</source>
        <translation>Zum Umbenennen eine Komponente oder eine ganze Gruppe auswählen.</translation>
    </message>
    <message>
        <source>Add after %1</source>
        <translation>Nach %1 hinzufügen</translation>
    </message>
    <message>
        <source>Add %1 after %2</source>
        <translation>%1 nach %2 hinzufügen</translation>
    </message>
    <message>
        <source>This line has no level part that could move up or down.</source>
        <translation>Diese Linie hat kein waagerechtes Stück, das sich nach oben oder unten verschieben ließe.</translation>
    </message>
    <message>
        <source>This line has no upright part that could move to a side: move it up or down first.</source>
        <translation>Diese Linie hat kein senkrechtes Stück, das sich zur Seite verschieben ließe: Zuerst nach oben oder unten verschieben.</translation>
    </message>
    <message>
        <source>Rename group %1 to %2</source>
        <translation>Gruppe %1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Select the components to copy first.</source>
        <translation>Zuerst die zu kopierenden Komponenten auswählen.</translation>
    </message>
    <message>
        <source>Connections to components outside the selection are left out: %1.</source>
        <translation>Verbindungen zu Komponenten außerhalb der Auswahl entfallen: %1.</translation>
    </message>
    <message>
        <source>Cut %1</source>
        <translation>%1 ausschneiden</translation>
    </message>
    <message>
        <source>Cut %1 components</source>
        <translation>%1 Komponenten ausschneiden</translation>
    </message>
    <message>
        <source>The clipboard has no text: copy components or a project first.</source>
        <translation>Die Zwischenablage enthält keinen Text: zuerst Komponenten oder ein Projekt kopieren.</translation>
    </message>
    <message>
        <source>Paste %1</source>
        <translation>%1 einfügen</translation>
    </message>
    <message>
        <source>Paste %1 components</source>
        <translation>%1 Komponenten einfügen</translation>
    </message>
    <message>
        <source>Select the components to duplicate first.</source>
        <translation>Zuerst die zu duplizierenden Komponenten auswählen.</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 duplizieren</translation>
    </message>
    <message>
        <source>Duplicate %1 components</source>
        <translation>%1 Komponenten duplizieren</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Auss&amp;chneiden</translation>
    </message>
    <message>
        <source>Cop&amp;y</source>
        <translation>Ko&amp;pieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Group %1 components</source>
        <translation>%1 Komponenten gruppieren</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>Gruppierung aufheben</translation>
    </message>
    <message>
        <source>Select a component of the group to rename it.</source>
        <translation>Zum Umbenennen eine Komponente der Gruppe auswählen.</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppieren</translation>
    </message>
    <message>
        <source>Ungr&amp;oup</source>
        <translation>Gruppierung auf&amp;heben</translation>
    </message>
    <message>
        <source>Rename group</source>
        <translation>Gruppe umbenennen</translation>
    </message>
    <message>
        <source>What leads here (&amp;upstream)</source>
        <translation>Was hierher führt (&amp;Upstream)</translation>
    </message>
    <message>
        <source>Where this leads (&amp;downstream)</source>
        <translation>Wohin dies führt (&amp;Downstream)</translation>
    </message>
    <message>
        <source>All that is &amp;connected</source>
        <translation>Alles &amp;Verbundene</translation>
    </message>
</context>
<context>
    <name>virga::ui::CauseTable</name>
    <message>
        <source>What the time was spent on</source>
        <translation>Wofür die Zeit verging</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamste</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällige</translation>
    </message>
    <message>
        <source>Of this request&apos;s latency, along its critical path</source>
        <translation>An der Latenz dieser Anfrage, entlang ihres kritischen Pfads</translation>
    </message>
    <message>
        <source>Share of the latency of the flow&apos;s slowest requests</source>
        <translation>Anteil an der Latenz der langsamsten Anfragen des Flows</translation>
    </message>
    <message>
        <source>Share of the latency of the flow&apos;s requests at random</source>
        <translation>Anteil an der Latenz zufälliger Anfragen des Flows</translation>
    </message>
</context>
<context>
    <name>virga::ui::CdfChart</name>
    <message>
        <source>Share up to it, %</source>
        <translation>Anteil bis dahin, %</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Design now</source>
        <translation>Entwurf jetzt</translation>
    </message>
    <message>
        <source>Run before (p50, p95, p99)</source>
        <translation>Lauf vorher (p50, p95, p99)</translation>
    </message>
    <message>
        <source>Run after</source>
        <translation>Lauf nachher</translation>
    </message>
    <message>
        <source>Fitted: %1</source>
        <translation>Angepasst: %1</translation>
    </message>
</context>
<context>
    <name>virga::ui::ChartContent</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Requests, invocations or messages a second.</source>
        <translation>Anfragen, Aufrufe oder Nachrichten pro Sekunde.</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>What the caller waits; a share of the requests is faster than the line.</source>
        <translation>Wartezeit des Aufrufers; ein Anteil der Anfragen ist schneller als die Linie.</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Live instances (busy, idle and starting), and the executions in them.</source>
        <translation>Lebende Instanzen (beschäftigt, frei und startend) und die Ausführungen darin.</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>Cold Starts</translation>
    </message>
    <message>
        <source>Invocations that waited for a new instance.</source>
        <translation>Aufrufe, die auf eine neue Instanz gewartet haben.</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Requests refused by a limit, and requests that failed.</source>
        <translation>Von einem Limit abgewiesene und fehlgeschlagene Anfragen.</translation>
    </message>
    <message>
        <source>Queue depth</source>
        <translation>Warteschlangentiefe</translation>
    </message>
    <message>
        <source>Messages that wait in the queue or are being worked on.</source>
        <translation>Nachrichten, die in der Warteschlange warten oder in Arbeit sind.</translation>
    </message>
    <message>
        <source>Message age</source>
        <translation>Nachrichtenalter</translation>
    </message>
    <message>
        <source>How long messages waited before they were received.</source>
        <translation>Wie lange Nachrichten bis zum Empfang gewartet haben.</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Servers that run, and requests that wait for one.</source>
        <translation>Laufende Server und Anfragen, die auf einen warten.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Connections that are open.</source>
        <translation>Offene Verbindungen.</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstau</translation>
    </message>
    <message>
        <source>Records that no consumer is done with.</source>
        <translation>Datensätze, mit denen noch kein Konsument fertig ist.</translation>
    </message>
    <message>
        <source>Iterator age</source>
        <translation>Iterator-Alter</translation>
    </message>
    <message>
        <source>Age of the last record of each batch when it is handed over.</source>
        <translation>Alter des letzten Datensatzes jedes Batches bei der Übergabe.</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Times at which the schedule started its targets.</source>
        <translation>Zeitpunkte, zu denen der Zeitplan seine Ziele gestartet hat.</translation>
    </message>
    <message>
        <source>Given up</source>
        <translation>Aufgegeben</translation>
    </message>
    <message>
        <source>Records that were tried as often or as long as allowed.</source>
        <translation>Datensätze, die so oft oder so lange wie erlaubt versucht wurden.</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>Messages given up after the most receives.</source>
        <translation>Nach der Höchstzahl an Empfängen aufgegebene Nachrichten.</translation>
    </message>
    <message>
        <source>Cost an hour</source>
        <translation>Kosten pro Stunde</translation>
    </message>
    <message>
        <source>What the load of the moment costs at that rate, as the bill counts it over the whole run.</source>
        <translation>Was die momentane Last in diesem Maß kostet, so gezählt wie in der Rechnung über den ganzen Lauf.</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Max.</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>invocations</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>live</source>
        <translation>lebend</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startend</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>cold starts</source>
        <translation>Cold Starts</translation>
    </message>
    <message>
        <source>throttles</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>timeouts</source>
        <translation>Timeouts</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>backlog</source>
        <translation>Rückstau</translation>
    </message>
    <message>
        <source>of changes</source>
        <translation>der Änderungen</translation>
    </message>
    <message>
        <source>fired</source>
        <translation>ausgelöst</translation>
    </message>
    <message>
        <source>given up</source>
        <translation>aufgegeben</translation>
    </message>
    <message>
        <source>dead letters</source>
        <translation>Dead Letters</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>virga::ui::ChartHeader</name>
    <message>
        <source>Save or copy the chart</source>
        <translation>Diagramm speichern oder kopieren</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>%1 in view: least %2, mean %3, greatest %4</source>
        <translation>%1 sichtbar: Minimum %2, Mittel %3, Maximum %4</translation>
    </message>
</context>
<context>
    <name>virga::ui::ChartsPanel</name>
    <message>
        <source>No simulation yet. Choose a scenario and press F5.</source>
        <translation>Noch keine Simulation. Szenario wählen und F5 drücken.</translation>
    </message>
    <message>
        <source>Flow or component</source>
        <translation>Flow oder Komponente</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>Ganzer Lauf</translation>
    </message>
    <message>
        <source>Show the whole run; so does a double click in a chart</source>
        <translation>Den ganzen Lauf zeigen; ebenso ein Doppelklick in ein Diagramm</translation>
    </message>
    <message>
        <source>%1 on %2, %3 simulated%4, seed %5, %6</source>
        <translation>%1 auf %2, %3 simuliert%4, Seed %5, %6</translation>
    </message>
    <message>
        <source>As drawn</source>
        <translation>Wie gezeichnet</translation>
    </message>
    <message>
        <source> (the first %1 not counted)</source>
        <translation> (die ersten %1 nicht gezählt)</translation>
    </message>
    <message>
        <source>1 replication</source>
        <translation>1 Replikation</translation>
    </message>
    <message>
        <source>%1 replications</source>
        <translation>%1 Replikationen</translation>
    </message>
    <message>
        <source>Flow: %1</source>
        <translation>Flow: %1</translation>
    </message>
    <message>
        <source>This component has no values over time in this run.</source>
        <translation>Für diese Komponente gibt es in diesem Lauf keine Zeitverläufe.</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Perzentile</translation>
    </message>
    <message>
        <source>Which percentiles the charts of latency and age show</source>
        <translation>Welche Perzentile die Diagramme für Latenz und Alter zeigen</translation>
    </message>
</context>
<context>
    <name>virga::ui::ChoiceForm</name>
    <message>
        <source>at</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>quantile</source>
        <translation>Quantil</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>virga::ui::CompareControls</name>
    <message>
        <source>Run &amp;compare</source>
        <translation>&amp;Vergleich starten</translation>
    </message>
    <message>
        <source>Simulate the scenarios on each platform (Ctrl+F5)</source>
        <translation>Die Szenarien auf jeder Plattform simulieren (Strg+F5)</translation>
    </message>
    <message>
        <source>Cost against &amp;traffic</source>
        <translation>Kosten &amp;nach Last</translation>
    </message>
    <message>
        <source>Compare, and simulate at a tenth to ten times the traffic too (Ctrl+Alt+F5)</source>
        <translation>Vergleichen und zusätzlich mit einem Zehntel bis zum Zehnfachen der Last simulieren (Strg+Alt+F5)</translation>
    </message>
    <message>
        <source>St&amp;op compare</source>
        <translation>Vergleich sto&amp;ppen</translation>
    </message>
    <message>
        <source>End the comparison with the runs that are done (Ctrl+Shift+F5)</source>
        <translation>Den Vergleich mit den fertigen Läufen beenden (Strg+Umschalt+F5)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Scenarios to compare</source>
        <translation>Zu vergleichende Szenarien</translation>
    </message>
    <message>
        <source>Which scenarios to compare; Space changes the choice</source>
        <translation>Welche Szenarien verglichen werden; die Leertaste ändert die Auswahl</translation>
    </message>
    <message>
        <source>Runs of each scenario on each platform; one alone doesn&apos;t tell differences from chance</source>
        <translation>Läufe je Szenario und Plattform; ein einzelner trennt Unterschiede nicht vom Zufall</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <source>R&amp;uns</source>
        <translation>Lä&amp;ufe</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Stoppt …</translation>
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
        <translation>Seit dem Vergleich geändert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the table as text</source>
        <translation>Die Tabelle als Text kopieren</translation>
    </message>
    <message>
        <source>Export CSV …</source>
        <translation>CSV exportieren …</translation>
    </message>
    <message>
        <source>Write all figures with their intervals into a file</source>
        <translation>Alle Kennzahlen mit ihren Intervallen in eine Datei schreiben</translation>
    </message>
    <message>
        <source>No comparison yet. Choose platforms and press “Run compare” (Ctrl+F5).</source>
        <translation>Noch kein Vergleich. Plattformen wählen und „Vergleich starten“ drücken (Strg+F5).</translation>
    </message>
    <message>
        <source>The figures are of the design or the catalog before the last changes.</source>
        <translation>Die Kennzahlen gelten für Entwurf oder Katalog vor den letzten Änderungen.</translation>
    </message>
    <message>
        <source>Flow whose latency is shown</source>
        <translation>Flow, dessen Latenz gezeigt wird</translation>
    </message>
    <message>
        <source>Details of the selected platform</source>
        <translation>Details der gewählten Plattform</translation>
    </message>
    <message>
        <source>&amp;Flow</source>
        <translation>&amp;Flow</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Cost against traffic</source>
        <translation>Kosten nach Last</translation>
    </message>
    <message>
        <source>Stopped: runs are missing</source>
        <translation>Gestoppt: Läufe fehlen</translation>
    </message>
    <message>
        <source>Done in %1</source>
        <translation>Fertig in %1</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>The comparison could not run</source>
        <translation>Der Vergleich ließ sich nicht ausführen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Vergleich exportieren</translation>
    </message>
</context>
<context>
    <name>virga::ui::CompareTable</name>
    <message>
        <source>Comparison of platforms</source>
        <translation>Vergleich der Plattformen</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
</context>
<context>
    <name>virga::ui::ConditionRows</name>
    <message>
        <source>What the step asks for</source>
        <translation>Was der Schritt verlangt</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Erledigt: %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>virga::ui::ConnectMode</name>
    <message>
        <source>No component that can be the other end has “%1” in its name. Backspace takes a letter back, Esc leaves.</source>
        <translation>Keine verbindbare Komponente hat „%1“ im Namen. Rücktaste löscht einen Buchstaben, Esc bricht ab.</translation>
    </message>
    <message>
        <source>%1? Enter connects; arrows, Tab or letters choose another; Esc leaves.</source>
        <translation>%1? Eingabe verbindet; Pfeile, Tab oder Buchstaben wählen eine andere; Esc bricht ab.</translation>
    </message>
    <message>
        <source>“%1” in the name: %2? Enter connects; arrows or Tab choose another; Esc leaves.</source>
        <translation>„%1“ im Namen: %2? Eingabe verbindet; Pfeile oder Tab wählen eine andere; Esc bricht ab.</translation>
    </message>
</context>
<context>
    <name>virga::ui::CostChart</name>
    <message>
        <source>%1 others</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>Cost by component for each platform</source>
        <translation>Kosten nach Komponente je Plattform</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>nicht gelaufen</translation>
    </message>
    <message>
        <source>can&apos;t run</source>
        <translation>nicht möglich</translation>
    </message>
    <message>
        <source>no prices</source>
        <translation>keine Preise</translation>
    </message>
    <message>
        <source>%1 per month</source>
        <translation>%1 pro Monat</translation>
    </message>
</context>
<context>
    <name>virga::ui::DensityPlot</name>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Mean %1, p50 %2, p95 %3, p99 %4</source>
        <translation>Mittel %1, p50 %2, p95 %3, p99 %4</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>virga::ui::DifferenceView</name>
    <message>
        <source>On the &amp;drawing</source>
        <translation>In der &amp;Zeichnung</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Show the differences on the drawing</source>
        <translation>Die Unterschiede in der Zeichnung zeigen</translation>
    </message>
    <message>
        <source>The cards show what changed instead of the run&apos;s figures</source>
        <translation>Die Karten zeigen die Änderungen statt der Kennzahlen des Laufs</translation>
    </message>
    <message>
        <source>Differences of two runs</source>
        <translation>Unterschiede zweier Läufe</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>Vergleich schließen</translation>
    </message>
    <message>
        <source>Close the comparison; the drawing shows the run again</source>
        <translation>Vergleich schließen; die Zeichnung zeigt wieder den Lauf</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegenüber %2</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>Only in %1: %2.</source>
        <translation>Nur in %1: %2.</translation>
    </message>
</context>
<context>
    <name>virga::ui::DistributionEditor</name>
    <message>
        <source>law</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Law of %1</source>
        <translation>Verteilung von %1</translation>
    </message>
    <message>
        <source>Empty: as the platform has it.</source>
        <translation>Leer: wie von der Plattform vorgegeben.</translation>
    </message>
    <message>
        <source>The file is read when the design is simulated.</source>
        <translation>Die Datei wird beim Simulieren gelesen.</translation>
    </message>
    <message>
        <source>Mean %1; half below %2, 95 % below %3, 99 % below %4.</source>
        <translation>Mittel %1; die Hälfte unter %2, 95 % unter %3, 99 % unter %4.</translation>
    </message>
</context>
<context>
    <name>virga::ui::Document</name>
    <message>
        <source>The project has no file name yet.</source>
        <translation>Das Projekt hat noch keinen Dateinamen.</translation>
    </message>
    <message>
        <source>%1 was changed by another program since it was opened here. Save under another name, or overwrite it.</source>
        <translation>%1 wurde seit dem Öffnen von einem anderen Programm geändert. Unter anderem Namen speichern oder überschreiben.</translation>
    </message>
</context>
<context>
    <name>virga::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder for the files</source>
        <translation>Ordner für die Dateien</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Choose …</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Write files</source>
        <translation>Dateien schreiben</translation>
    </message>
    <message>
        <source>The design can&apos;t be written in this format: see the notes.</source>
        <translation>Der Entwurf lässt sich nicht in diesem Format schreiben: siehe Hinweise.</translation>
    </message>
    <message>
        <source>Replace files?</source>
        <translation>Dateien ersetzen?</translation>
    </message>
    <message>
        <source>These files exist and hold something else:</source>
        <translation>Diese Dateien gibt es schon, mit anderem Inhalt:</translation>
    </message>
    <message>
        <source>Replace them?</source>
        <translation>Ersetzen?</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>Zuerst einen Ordner wählen.</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>Es wurde nichts geschrieben.</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>zusammengeführt</translation>
    </message>
    <message>
        <source>yours is kept</source>
        <translation>Ihre bleibt</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>Konflikt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>not from Virga</source>
        <translation>nicht von Virga</translation>
    </message>
    <message>
        <source>The folder&apos;s file holds just this.</source>
        <translation>Die Datei im Ordner enthält genau dies.</translation>
    </message>
    <message>
        <source>The folder doesn&apos;t have this file yet.</source>
        <translation>Der Ordner hat diese Datei noch nicht.</translation>
    </message>
    <message>
        <source>Nobody changed the folder&apos;s file since the last export.</source>
        <translation>Niemand hat die Datei im Ordner seit dem letzten Export geändert.</translation>
    </message>
    <message>
        <source>Changed by hand and by the design in different places: both are kept.</source>
        <translation>Von Hand und vom Entwurf an verschiedenen Stellen geändert: Beides bleibt.</translation>
    </message>
    <message>
        <source>Changed or deleted by hand, and the design has nothing new for it.</source>
        <translation>Von Hand geändert oder gelöscht, und der Entwurf hat dafür nichts Neues.</translation>
    </message>
    <message>
        <source>Changed by hand and by the design in the same place: yours stays, and what is exported is written beside it.</source>
        <translation>Von Hand und vom Entwurf an derselben Stelle geändert: Ihre Fassung bleibt, die exportierte wird daneben geschrieben.</translation>
    </message>
    <message>
        <source>The design has it no more, and nobody changed it since the last export.</source>
        <translation>Der Entwurf hat sie nicht mehr, und niemand hat sie seit dem letzten Export geändert.</translation>
    </message>
    <message>
        <source>It holds something else, and no export wrote it.</source>
        <translation>Sie enthält etwas anderes und stammt von keinem Export.</translation>
    </message>
    <message>
        <source>Only what &amp;changes in the folder</source>
        <translation>Nur was sich im Ordner &amp;ändert</translation>
    </message>
    <message>
        <source>Show the difference from the folder&apos;s file instead of the whole file</source>
        <translation>Den Unterschied zur Datei im Ordner statt der ganzen Datei zeigen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%n files are in %1.</source>
        <translation>
            <numerusform>%n Datei liegt in %1.</numerusform>
            <numerusform>%n Dateien liegen in %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Merged with what was changed by hand: %1.</source>
        <translation>Mit Änderungen von Hand zusammengeführt: %1.</translation>
    </message>
    <message>
        <source>Left as it is by hand: %1.</source>
        <translation>Wie von Hand geändert belassen: %1.</translation>
    </message>
    <message>
        <source>Removed: %1.</source>
        <translation>Entfernt: %1.</translation>
    </message>
    <message>
        <source>Changed by hand and by the design in the same place, so that the exported file (.virga-new) lies beside it: %1.</source>
        <translation>Von Hand und vom Entwurf an derselben Stelle geändert; die exportierte Datei (.virga-new) liegt daneben: %1.</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>virga::ui::Facts</name>
    <message>
        <source>sends nothing yet</source>
        <translation>sendet noch nichts</translation>
    </message>
    <message>
        <source>max %1</source>
        <translation>max. %1</translation>
    </message>
    <message>
        <source>visibility %1</source>
        <translation>Visibility %1</translation>
    </message>
    <message>
        <source>kept %1</source>
        <translation>Retention %1</translation>
    </message>
    <message>
        <source>every %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>on demand</source>
        <translation>On-Demand</translation>
    </message>
    <message>
        <source>%1 reads/s</source>
        <translation>%1 Reads/s</translation>
    </message>
    <message>
        <source>%1 writes/s</source>
        <translation>%1 Writes/s</translation>
    </message>
    <message>
        <source>limit %1</source>
        <translation>Limit %1</translation>
    </message>
    <message>
        <source>pool of %1</source>
        <translation>Pool %1</translation>
    </message>
    <message>
        <source>hits %1</source>
        <translation>Treffer %1</translation>
    </message>
    <message>
        <source>%1 users a month</source>
        <translation>%1 Nutzer/Monat</translation>
    </message>
    <message>
        <source>express</source>
        <translation>Express</translation>
    </message>
    <message>
        <source>standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>cached %1</source>
        <translation>Cache %1</translation>
    </message>
    <message>
        <source>%1–%2 servers</source>
        <translation>%1–%2 Server</translation>
    </message>
    <message>
        <source>%1 at once</source>
        <translation>%1 gleichzeitig</translation>
    </message>
    <message>
        <source>errors %1</source>
        <translation>Fehler %1</translation>
    </message>
    <message>
        <source>%1 stored</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>profile of 1 point</source>
        <translation>Profil mit 1 Punkt</translation>
    </message>
    <message>
        <source>profile of %1 points</source>
        <translation>Profil mit %1 Punkten</translation>
    </message>
    <message>
        <source>1 flow</source>
        <translation>1 Flow</translation>
    </message>
    <message>
        <source>%1 flows</source>
        <translation>%1 Flows</translation>
    </message>
    <message>
        <source>1 route</source>
        <translation>1 Route</translation>
    </message>
    <message>
        <source>%1 routes</source>
        <translation>%1 Routen</translation>
    </message>
    <message>
        <source>1 subscription</source>
        <translation>1 Abonnement</translation>
    </message>
    <message>
        <source>%1 subscriptions</source>
        <translation>%1 Abonnements</translation>
    </message>
    <message>
        <source>1 shard</source>
        <translation>1 Shard</translation>
    </message>
    <message>
        <source>%1 shards</source>
        <translation>%1 Shards</translation>
    </message>
    <message>
        <source>1 rule</source>
        <translation>1 Regel</translation>
    </message>
    <message>
        <source>%1 rules</source>
        <translation>%1 Regeln</translation>
    </message>
    <message>
        <source>1 connection</source>
        <translation>1 Verbindung</translation>
    </message>
    <message>
        <source>%1 connections</source>
        <translation>%1 Verbindungen</translation>
    </message>
    <message>
        <source>1 state</source>
        <translation>1 Zustand</translation>
    </message>
    <message>
        <source>%1 states</source>
        <translation>%1 Zustände</translation>
    </message>
    <message>
        <source>1 secret</source>
        <translation>1 Secret</translation>
    </message>
    <message>
        <source>%1 secrets</source>
        <translation>%1 Secrets</translation>
    </message>
    <message>
        <source>1 server</source>
        <translation>1 Server</translation>
    </message>
    <message>
        <source>%1 servers</source>
        <translation>%1 Server</translation>
    </message>
</context>
<context>
    <name>virga::ui::FaultsEditor</name>
    <message>
        <source>Faults</source>
        <translation>Störungen</translation>
    </message>
    <message>
        <source>Component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Add a fault</source>
        <translation>Störung hinzufügen</translation>
    </message>
    <message>
        <source>Remove the chosen fault</source>
        <translation>Gewählte Störung entfernen</translation>
    </message>
    <message>
        <source>component</source>
        <translation>Komponente</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>throttles</source>
        <translation>gedrosselt</translation>
    </message>
    <message>
        <source>outage</source>
        <translation>Ausfall</translation>
    </message>
    <message>
        <source>Change the component of a fault</source>
        <translation>Komponente einer Störung ändern</translation>
    </message>
    <message>
        <source>Change the outage of a fault</source>
        <translation>Ausfall einer Störung ändern</translation>
    </message>
    <message>
        <source>Change %1 of a fault</source>
        <translation>Störung ändern: %1</translation>
    </message>
    <message>
        <source>Remove a fault</source>
        <translation>Störung entfernen</translation>
    </message>
    <message>
        <source>A fault needs a component other than a client: add one first.</source>
        <translation>Eine Störung braucht eine Komponente, die kein Client ist: erst eine hinzufügen.</translation>
    </message>
</context>
<context>
    <name>virga::ui::FieldRow</name>
    <message>
        <source>Show or hide what belongs to %1</source>
        <translation>Zeigen oder verbergen, was zu %1 gehört</translation>
    </message>
    <message>
        <source>Add to %1</source>
        <translation>Zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(keine)</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>Vorgabe: %1</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
    <message>
        <source>The components differ in this.</source>
        <translation>Hierin unterscheiden sich die Komponenten.</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>verschieden</translation>
    </message>
</context>
<context>
    <name>virga::ui::FiguresTable</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Requests of a flow, invocations of a function, messages sent to a queue or stream, executions</source>
        <translation>Anfragen eines Flows, Aufrufe einer Funktion, an Warteschlange oder Stream gesendete Nachrichten, Ausführungen</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>Cold Starts</translation>
    </message>
    <message>
        <source>Share of the invocations that waited for a new instance</source>
        <translation>Anteil der Aufrufe, die auf eine neue Instanz gewartet haben</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>Median latency, as the caller sees it</source>
        <translation>Median der Latenz aus Sicht des Aufrufers</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>95 % of the requests are faster</source>
        <translation>95 % der Anfragen sind schneller</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>99 % of the requests are faster</source>
        <translation>99 % der Anfragen sind schneller</translation>
    </message>
    <message>
        <source>Throttles</source>
        <translation>Gedrosselt</translation>
    </message>
    <message>
        <source>Requests refused by a limit</source>
        <translation>Von einem Limit abgewiesene Anfragen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Requests that failed</source>
        <translation>Fehlgeschlagene Anfragen</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Most instances or servers at once</source>
        <translation>Höchste Zahl gleichzeitiger Instanzen oder Server</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Most messages, records or requests that waited at once</source>
        <translation>Höchste Zahl gleichzeitig wartender Nachrichten, Datensätze oder Anfragen</translation>
    </message>
    <message>
        <source>Age p95</source>
        <translation>Alter p95</translation>
    </message>
    <message>
        <source>95 % of the messages were received sooner</source>
        <translation>95 % der Nachrichten wurden früher empfangen</translation>
    </message>
    <message>
        <source>Key figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Flows</source>
        <translation>Flows</translation>
    </message>
    <message>
        <source>Components</source>
        <translation>Komponenten</translation>
    </message>
    <message>
        <source>95 % confidence interval: %1 … %2</source>
        <translation>95-%-Konfidenzintervall: %1 … %2</translation>
    </message>
</context>
<context>
    <name>virga::ui::FiguresView</name>
    <message>
        <source>Duration, mean</source>
        <translation>Dauer, Mittel</translation>
    </message>
    <message>
        <source>Duration %1</source>
        <translation>Dauer %1</translation>
    </message>
    <message>
        <source>Latency %1</source>
        <translation>Latenz %1</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>Kaltstarts</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Cost without free tier</source>
        <translation>Kosten ohne Freikontingent</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Design before</source>
        <translation>Entwurf vorher</translation>
    </message>
    <message>
        <source>Design after</source>
        <translation>Entwurf nachher</translation>
    </message>
    <message>
        <source>With the proposals that are ticked</source>
        <translation>Mit den angekreuzten Vorschlägen</translation>
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
        <translation>%1 lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>There is already a file %1.</source>
        <translation>Es gibt bereits eine Datei %1.</translation>
    </message>
    <message>
        <source>Another program changed %1 since it was opened here.</source>
        <translation>Ein anderes Programm hat %1 seit dem Öffnen geändert.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be saved</source>
        <translation>%1 lässt sich nicht speichern</translation>
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
        <translation>%1 hat ungespeicherte Änderungen. Speichern?</translation>
    </message>
    <message>
        <source>Overwrite?</source>
        <translation>Überschreiben?</translation>
    </message>
    <message>
        <source>Overwriting it loses what it holds. “Save as” keeps both.</source>
        <translation>Beim Überschreiben geht ihr Inhalt verloren. „Speichern unter“ erhält beide.</translation>
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
    <message>
        <source>New from &amp;pattern …</source>
        <translation>Neu aus &amp;Muster …</translation>
    </message>
    <message>
        <source>Name the project</source>
        <translation>Projekt benennen</translation>
    </message>
</context>
<context>
    <name>virga::ui::FindBar</name>
    <message>
        <source>Find in this file</source>
        <translation>In dieser Datei suchen</translation>
    </message>
    <message>
        <source>Previous place (Shift+Enter)</source>
        <translation>Vorige Stelle (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Next place (Enter)</source>
        <translation>Nächste Stelle (Eingabe)</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>virga::ui::FunctionFacts</name>
    <message>
        <source>%1 MiB each</source>
        <translation>je %1 MiB</translation>
    </message>
    <message>
        <source>99 % used at most %1 MiB</source>
        <translation>99 % brauchten höchstens %1 MiB</translation>
    </message>
    <message>
        <source>the greatest use was %1 MiB</source>
        <translation>am meisten waren es %1 MiB</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>%1 timed out</source>
        <translation>%1 mit Zeitüberschreitung</translation>
    </message>
    <message>
        <source>%1 out of memory</source>
        <translation>%1 ohne Speicher</translation>
    </message>
    <message>
        <source>as you said</source>
        <translation>wie angegeben</translation>
    </message>
    <message>
        <source>the same name</source>
        <translation>derselbe Name</translation>
    </message>
    <message>
        <source>by its letters</source>
        <translation>an den Buchstaben</translation>
    </message>
    <message>
        <source>by a part of the name</source>
        <translation>an einem Teil des Namens</translation>
    </message>
    <message>
        <source>there is but one of each</source>
        <translation>es gibt je nur eines</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>In the logs</source>
        <translation>In den Logs</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Durations</source>
        <translation>Dauern</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>%1 a second, %2</source>
        <translation>%1 pro Sekunde, %2</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>Kaltstarts</translation>
    </message>
    <message>
        <source>Initialising</source>
        <translation>Initialisieren</translation>
    </message>
    <message>
        <source>Restoring</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>First invocations</source>
        <translation>Erste Aufrufe</translation>
    </message>
    <message>
        <source>%1 on the mean, without initialisation</source>
        <translation>%1 im Mittel, ohne Initialisierung</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Billed</source>
        <translation>Abgerechnet</translation>
    </message>
    <message>
        <source>%1 on the mean</source>
        <translation>%1 im Mittel</translation>
    </message>
</context>
<context>
    <name>virga::ui::FunctionView</name>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Initialisation</source>
        <translation>Initialisierung</translation>
    </message>
    <message>
        <source>Functions</source>
        <translation>Funktionen</translation>
    </message>
    <message>
        <source>What the logs say of the function</source>
        <translation>Was die Logs über die Funktion sagen</translation>
    </message>
    <message>
        <source>Laws that were fitted to the durations</source>
        <translation>An die Dauern angepasste Verteilungen</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Parameters and 95 % intervals</source>
        <translation>Parameter und 95-%-Intervalle</translation>
    </message>
    <message>
        <source>KS</source>
        <translation>KS</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>A²</source>
        <translation>A²</translation>
    </message>
    <message>
        <source>AIC</source>
        <translation>AIC</translation>
    </message>
    <message>
        <source>p99 off by</source>
        <translation>p99 weicht ab um</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Trifft zu</translation>
    </message>
    <message>
        <source>Kolmogorov and Smirnov: the greatest distance between the shares</source>
        <translation>Kolmogorow und Smirnow: der größte Abstand der Anteile</translation>
    </message>
    <message>
        <source>Probability of such a distance if the law were true; not told of more than 1,000 values</source>
        <translation>Wahrscheinlichkeit eines solchen Abstands, wenn die Verteilung zuträfe; nicht bei mehr als 1.000 Werten</translation>
    </message>
    <message>
        <source>Anderson and Darling: the mean squared distance, weighted towards the tails</source>
        <translation>Anderson und Darling: der mittlere quadratische Abstand, an den Rändern stärker gewichtet</translation>
    </message>
    <message>
        <source>Akaike&apos;s information criterion: less is better, and differences count</source>
        <translation>Informationskriterium nach Akaike: weniger ist besser, es zählen die Unterschiede</translation>
    </message>
    <message>
        <source>Durations</source>
        <translation>Dauern</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>Cold starts</source>
        <translation>Kaltstarts</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>yes, taken</source>
        <translation>ja, genommen</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>virga::ui::HistoryModel</name>
    <message>
        <source>as drawn</source>
        <translation>wie gezeichnet</translation>
    </message>
    <message>
        <source>%1 (stopped)</source>
        <translation>%1 (gestoppt)</translation>
    </message>
    <message>
        <source>Run %1, %2</source>
        <translation>Lauf %1, %2</translation>
    </message>
    <message>
        <source>%1 simulated, region %2</source>
        <translation>%1 simuliert, Region %2</translation>
    </message>
    <message>
        <source>Virga %1, catalog %2</source>
        <translation>Virga %1, Katalog %2</translation>
    </message>
    <message>
        <source>Latency of %1</source>
        <translation>Latenz von %1</translation>
    </message>
    <message>
        <source>★ The baseline that later runs are compared with</source>
        <translation>★ Der Vergleichslauf, mit dem spätere Läufe verglichen werden</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Throttles</source>
        <translation>Gedrosselt</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Cost per month</source>
        <translation>Kosten pro Monat</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>★ marks the baseline</source>
        <translation>★ kennzeichnet den Vergleichslauf</translation>
    </message>
    <message>
        <source>Replications</source>
        <translation>Replikationen</translation>
    </message>
    <message>
        <source>95 % of the requests of the flow with the most requests are faster</source>
        <translation>95 % der Anfragen des Flows mit den meisten Anfragen sind schneller</translation>
    </message>
    <message>
        <source>Requests refused by limits</source>
        <translation>Von Limits abgewiesene Anfragen</translation>
    </message>
    <message>
        <source>Requests that failed, of all flows</source>
        <translation>Fehlgeschlagene Anfragen aller Flows</translation>
    </message>
    <message>
        <source>Double click or F2 edits the note; a run with a note is kept</source>
        <translation>Doppelklick oder F2 bearbeitet die Notiz; ein Lauf mit Notiz bleibt erhalten</translation>
    </message>
    <message>
        <source>Run %1, the baseline</source>
        <translation>Lauf %1, der Vergleichslauf</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
</context>
<context>
    <name>virga::ui::HistoryPanel</name>
    <message>
        <source>Filter the runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Kept runs</source>
        <translation>Aufbewahrte Läufe</translation>
    </message>
    <message>
        <source>No runs yet. Every simulation (F5) is kept here, with its design and its figures, beside the project&apos;s file.</source>
        <translation>Noch keine Läufe. Jede Simulation (F5) wird hier mit Entwurf und Kennzahlen aufbewahrt, neben der Projektdatei.</translation>
    </message>
    <message>
        <source>Show &amp;figures</source>
        <translation>&amp;Kennzahlen zeigen</translation>
    </message>
    <message>
        <source>Show the run&apos;s figures, charts and bill in all panels (Enter)</source>
        <translation>Kennzahlen, Diagramme und Rechnung des Laufs in allen Bereichen zeigen (Eingabe)</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>Compare two selected runs, or the selected one with the baseline ★</source>
        <translation>Zwei gewählte Läufe vergleichen oder den gewählten mit dem Vergleichslauf ★</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>&amp;Anheften</translation>
    </message>
    <message>
        <source>Pin the run as the baseline ★ that later runs are compared with</source>
        <translation>Als Vergleichslauf ★ anheften, mit dem spätere Läufe verglichen werden</translation>
    </message>
    <message>
        <source>&amp;Restore design</source>
        <translation>Entwurf wieder&amp;herstellen</translation>
    </message>
    <message>
        <source>Bring the run&apos;s exact design back into this project, as one step to undo</source>
        <translation>Den genauen Entwurf des Laufs in dieses Projekt zurückholen, als ein Schritt, der sich rückgängig machen lässt</translation>
    </message>
    <message>
        <source>Open design as c&amp;opy</source>
        <translation>Entwurf als Kopie ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Open the run&apos;s exact design as a project of its own that isn&apos;t saved yet</source>
        <translation>Den genauen Entwurf des Laufs als eigenes, noch ungespeichertes Projekt öffnen</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Delete the selected runs for good (Del)</source>
        <translation>Die gewählten Läufe endgültig löschen (Entf)</translation>
    </message>
    <message>
        <source>Un&amp;pin</source>
        <translation>Lö&amp;sen</translation>
    </message>
</context>
<context>
    <name>virga::ui::IgnoreDialog</name>
    <message>
        <source>Ignore with a reason</source>
        <translation>Mit Begründung ignorieren</translation>
    </message>
    <message>
        <source>Why this doesn&apos;t count here</source>
        <translation>Warum das hier nicht zählt</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>&amp;Grund</translation>
    </message>
    <message>
        <source>&amp;Ignore</source>
        <translation>&amp;Ignorieren</translation>
    </message>
    <message>
        <source>Ignore %1</source>
        <translation>%1 ignorieren</translation>
    </message>
    <message>
        <source>At %1 alone</source>
        <translation>Nur bei %1</translation>
    </message>
    <message>
        <source>Everywhere in the project</source>
        <translation>Überall im Projekt</translation>
    </message>
    <message>
        <source>&amp;Where</source>
        <translation>&amp;Wo</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
</context>
<context>
    <name>virga::ui::ImportDialog</name>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Values to state</source>
        <translation>Anzugebende Werte</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>A template, a configuration, or the folder of one</source>
        <translation>Eine Vorlage, eine Konfiguration oder deren Ordner</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Recognised by the content</source>
        <translation>Am Inhalt erkannt</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnung</translation>
    </message>
    <message>
        <source>&amp;Drawing</source>
        <translation>&amp;Zeichnung</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>&amp;Bericht</translation>
    </message>
    <message>
        <source>&amp;Values to state</source>
        <translation>Anzugebende &amp;Werte</translation>
    </message>
    <message>
        <source>&amp;File …</source>
        <translation>&amp;Datei …</translation>
    </message>
    <message>
        <source>F&amp;older …</source>
        <translation>&amp;Ordner …</translation>
    </message>
    <message>
        <source>&amp;Source</source>
        <translation>&amp;Quelle</translation>
    </message>
    <message>
        <source>For&amp;mat</source>
        <translation>For&amp;mat</translation>
    </message>
    <message>
        <source>Open as new &amp;project</source>
        <translation>Als neues &amp;Projekt öffnen</translation>
    </message>
    <message>
        <source>Stopped; nothing was imported.</source>
        <translation>Angehalten; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>Datei importieren</translation>
    </message>
    <message>
        <source>Templates and configurations (*.yaml *.yml *.json *.tf *.template);;All files (*)</source>
        <translation>Vorlagen und Konfigurationen (*.yaml *.yml *.json *.tf *.template);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>Ordner importieren</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Liest …</translation>
    </message>
    <message>
        <source>This can&apos;t be imported: see the report.</source>
        <translation>Das lässt sich nicht importieren: siehe Bericht.</translation>
    </message>
    <message>
        <source>&amp;Report (%1)</source>
        <translation>&amp;Bericht (%1)</translation>
    </message>
    <message>
        <source>&amp;Values to state (%1)</source>
        <translation>Anzugebende &amp;Werte (%1)</translation>
    </message>
    <message>
        <source>Nothing in it is a component: see the report.</source>
        <translation>Nichts darin ist eine Komponente: siehe Bericht.</translation>
    </message>
    <message numerus="yes">
        <source>%n components</source>
        <translation>
            <numerusform>%n Komponente</numerusform>
            <numerusform>%n Komponenten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connections</source>
        <translation>
            <numerusform>%n Verbindung</numerusform>
            <numerusform>%n Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>State its traffic, then simulate.</source>
        <translation>Geben Sie den Verkehr an, dann simulieren Sie.</translation>
    </message>
</context>
<context>
    <name>virga::ui::InspectorPanel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
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
    <message>
        <source>Fields of the chosen step</source>
        <translation>Felder des gewählten Schritts</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>virga::ui::KeyMapEditor</name>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Zuweisen</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Keine</translation>
    </message>
    <message>
        <source>Re&amp;set</source>
        <translation>Zurück&amp;setzen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter of the actions</source>
        <translation>Filter der Befehle</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>New keys of the action</source>
        <translation>Neue Tasten des Befehls</translation>
    </message>
    <message>
        <source>Reset &amp;all</source>
        <translation>All&amp;e zurücksetzen</translation>
    </message>
    <message>
        <source>“%1” has these keys; setting them takes them from it.</source>
        <translation>„%1“ hat diese Tasten; beim Zuweisen verliert es sie.</translation>
    </message>
</context>
<context>
    <name>virga::ui::LatencyChart</name>
    <message>
        <source>Latency percentiles for each platform</source>
        <translation>Latenz-Perzentile je Plattform</translation>
    </message>
    <message>
        <source>(not run)</source>
        <translation>(nicht gelaufen)</translation>
    </message>
    <message>
        <source>(can&apos;t run)</source>
        <translation>(nicht möglich)</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
</context>
<context>
    <name>virga::ui::LessonDesk</name>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
    <message>
        <source>Lesson finished: %1. Help → Lessons has more.</source>
        <translation>Lektion beendet: %1. Unter Hilfe → Lektionen gibt es mehr.</translation>
    </message>
    <message>
        <source>The lesson can&apos;t be opened</source>
        <translation>Die Lektion lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>Restart the lesson</source>
        <translation>Lektion neu beginnen</translation>
    </message>
    <message>
        <source>Begin the lesson anew? What you have changed in its design goes.</source>
        <translation>Die Lektion neu beginnen? Was Sie an ihrem Entwurf geändert haben, geht verloren.</translation>
    </message>
</context>
<context>
    <name>virga::ui::LessonDialog</name>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>A lesson opens a design of its own and leads through it step by step. It can be left at any time and taken up again.</source>
        <translation>Eine Lektion öffnet einen eigenen Entwurf und führt Schritt für Schritt hindurch. Sie kann jederzeit verlassen und wieder aufgenommen werden.</translation>
    </message>
    <message>
        <source>&amp;Open lesson file …</source>
        <translation>Lektionsdatei &amp;öffnen …</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Beginnen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>Open a lesson</source>
        <translation>Lektion öffnen</translation>
    </message>
    <message>
        <source>Lessons (*.lesson.yaml);;All files (*)</source>
        <translation>Lektionen (*.lesson.yaml);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>virga::ui::LessonList</name>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>%1  %2 – %3 min, %4
%5</source>
        <translation>%1  %2 – %3 min, %4
%5</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>not begun</source>
        <translation>nicht begonnen</translation>
    </message>
</context>
<context>
    <name>virga::ui::LessonPanel</name>
    <message>
        <source>&amp;Hint</source>
        <translation>&amp;Hinweis</translation>
    </message>
    <message>
        <source>Show &amp;me</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>Z&amp;urück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Progress of the lesson</source>
        <translation>Fortschritt der Lektion</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>From the first step, with the design as the lesson begins</source>
        <translation>Vom ersten Schritt an, mit dem Entwurf, mit dem die Lektion beginnt</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>The lesson can be taken up again where it was left</source>
        <translation>Die Lektion kann dort wieder aufgenommen werden, wo sie verlassen wurde</translation>
    </message>
    <message>
        <source>Step of the lesson</source>
        <translation>Schritt der Lektion</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Not all that this step asks for is done yet</source>
        <translation>Noch ist nicht alles getan, was dieser Schritt verlangt</translation>
    </message>
</context>
<context>
    <name>virga::ui::Lines</name>
    <message>
        <source>%1 of changes</source>
        <translation>%1 der Änderungen</translation>
    </message>
</context>
<context>
    <name>virga::ui::LogReportView</name>
    <message>
        <source>What was read</source>
        <translation>Was gelesen wurde</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Recognised as</source>
        <translation>Erkannt als</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Not understood</source>
        <translation>Nicht verstanden</translation>
    </message>
    <message>
        <source>Lines that weren&apos;t understood</source>
        <translation>Nicht verstandene Zeilen</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Understood, but not the end of an invocation</source>
        <translation>Verstanden, aber nicht das Ende eines Aufrufs</translation>
    </message>
    <message>
        <source>%1 more weren&apos;t understood.</source>
        <translation>%1 weitere wurden nicht verstanden.</translation>
    </message>
    <message>
        <source>%1 starts have no end in the same file.</source>
        <translation>%1 Starts haben in derselben Datei kein Ende.</translation>
    </message>
</context>
<context>
    <name>virga::ui::MainWindow</name>
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
        <source>Type a command</source>
        <translation>Befehl eingeben</translation>
    </message>
    <message>
        <source>Unsaved work can&apos;t be kept safe: %1</source>
        <translation>Ungespeicherte Arbeit lässt sich nicht sichern: %1</translation>
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
        <translation>Ein&amp;stellungen …</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>Catalog &amp;overlays …</source>
        <translation>Katalog-&amp;Overlays …</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>A&amp;nsicht</translation>
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
        <translation>V&amp;origes Problem</translation>
    </message>
    <message>
        <source>&amp;Fix the problem …</source>
        <translation>Problem b&amp;eheben …</translation>
    </message>
    <message>
        <source>&amp;Outline</source>
        <translation>&amp;Gliederung</translation>
    </message>
    <message>
        <source>Light or dark &amp;theme</source>
        <translation>Helles oder dunkles Farb&amp;schema</translation>
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
        <translation>Übe&amp;r Virga</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>Werkzeugleiste</translation>
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
        <translation>Entwurfswerkzeug und Simulator für ereignisgesteuerte Serverless-Architekturen.</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Traces</source>
        <translation>Traces</translation>
    </message>
    <message>
        <source>&amp;Go to component …</source>
        <translation>Zu K&amp;omponente gehen …</translation>
    </message>
    <message>
        <source>&amp;Kept runs</source>
        <translation>&amp;Aufbewahrte Läufe</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>Verlau&amp;f</translation>
    </message>
    <message>
        <source>&amp;Traces</source>
        <translation>&amp;Traces</translation>
    </message>
    <message>
        <source>&amp;Overview while parts are out of sight</source>
        <translation>Übers&amp;icht, wenn Teile außer Sicht sind</translation>
    </message>
    <message>
        <source>&amp;Import …</source>
        <translation>&amp;Importieren …</translation>
    </message>
    <message>
        <source>&amp;Lessons …</source>
        <translation>&amp;Lektionen …</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>&amp;Lektionen</translation>
    </message>
    <message>
        <source>Apply what the logs say</source>
        <translation>Übernehmen, was die Logs sagen</translation>
    </message>
    <message>
        <source>&amp;Learn from logs …</source>
        <translation>Aus &amp;Logs lernen …</translation>
    </message>
    <message>
        <source>Propose &amp;alarms …</source>
        <translation>&amp;Alarme vorschlagen …</translation>
    </message>
</context>
<context>
    <name>virga::ui::MemoryChart</name>
    <message>
        <source>Invocations by the memory that they used</source>
        <translation>Aufrufe nach dem Speicher, den sie brauchten</translation>
    </message>
    <message>
        <source>Most memory used, MiB</source>
        <translation>Meister benutzter Speicher, MiB</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Benutzt</translation>
    </message>
    <message>
        <source>Memory in the logs</source>
        <translation>Speicher in den Logs</translation>
    </message>
</context>
<context>
    <name>virga::ui::Minimap</name>
    <message>
        <source>Overview of the drawing</source>
        <translation>Übersicht der Zeichnung</translation>
    </message>
    <message>
        <source>A click or the arrow keys show another part of the drawing.</source>
        <translation>Ein Klick oder die Pfeiltasten zeigen einen anderen Teil der Zeichnung.</translation>
    </message>
</context>
<context>
    <name>virga::ui::NamesView</name>
    <message>
        <source>The name &amp;means</source>
        <translation>Der Name &amp;bedeutet</translation>
    </message>
    <message>
        <source>Names in the logs</source>
        <translation>Namen in den Logs</translation>
    </message>
    <message>
        <source>In the logs</source>
        <translation>In den Logs</translation>
    </message>
    <message>
        <source>Invocations</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>In the design</source>
        <translation>Im Entwurf</translation>
    </message>
    <message>
        <source>How it was told</source>
        <translation>Woran erkannt</translation>
    </message>
    <message>
        <source>Function that the name means</source>
        <translation>Funktion, die der Name bedeutet</translation>
    </message>
    <message>
        <source>what is recognised by its letters</source>
        <translation>was an den Buchstaben erkannt wird</translation>
    </message>
    <message>
        <source>no function of the design</source>
        <translation>keine Funktion des Entwurfs</translation>
    </message>
    <message>
        <source>as you said</source>
        <translation>wie angegeben</translation>
    </message>
    <message>
        <source>(without a name)</source>
        <translation>(ohne Namen)</translation>
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
        <translation>hier gibt es nichts, womit sich diese Komponente verbinden lässt</translation>
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
        <translation>Katalog-Overlays</translation>
    </message>
    <message>
        <source>Files with prices and values in place of the catalog&apos;s: agreed prices, raised quotas. All simulations, bills and checks use them; where two say the same, the lower in the list counts.</source>
        <translation>Dateien mit Preisen und Werten, die die des Katalogs ersetzen: vereinbarte Preise, erhöhte Quotas. Alle Simulationen, Rechnungen und Prüfungen verwenden sie; bei Überschneidungen gilt die weiter unten in der Liste.</translation>
    </message>
    <message>
        <source>Overlay files</source>
        <translation>Overlay-Dateien</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What is wrong with the file</source>
        <translation>Was an der Datei nicht stimmt</translation>
    </message>
    <message>
        <source>&amp;Add …</source>
        <translation>&amp;Hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>The catalog counts again; the file itself stays</source>
        <translation>Es gilt wieder der Katalog; die Datei selbst bleibt</translation>
    </message>
    <message>
        <source>Read a&amp;gain</source>
        <translation>&amp;Neu einlesen</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Verwendet</translation>
    </message>
    <message>
        <source>Not used: it has errors</source>
        <translation>Nicht verwendet: fehlerhaft</translation>
    </message>
    <message>
        <source>Used, for this session</source>
        <translation>Verwendet, für diese Sitzung</translation>
    </message>
    <message>
        <source>Add a catalog overlay</source>
        <translation>Katalog-Overlay hinzufügen</translation>
    </message>
    <message>
        <source>YAML (*.yaml *.yml);;All files (*)</source>
        <translation>YAML (*.yaml *.yml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
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
        <translation>Komponentenarten durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Kinds of component</source>
        <translation>Komponentenarten</translation>
    </message>
</context>
<context>
    <name>virga::ui::PatternGallery</name>
    <message>
        <source>Nothing here is about that.</source>
        <translation>Dazu gibt es hier nichts.</translation>
    </message>
    <message>
        <source>New from a pattern</source>
        <translation>Neu aus einem Muster</translation>
    </message>
    <message>
        <source>Search the patterns</source>
        <translation>Muster durchsuchen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Patterns and use cases</source>
        <translation>Muster und Anwendungsfälle</translation>
    </message>
    <message>
        <source>About the selected pattern</source>
        <translation>Über das gewählte Muster</translation>
    </message>
    <message>
        <source>&amp;Name of the project</source>
        <translation>&amp;Name des Projekts</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>What can&apos;t be read: %1</source>
        <translation>Was sich nicht lesen lässt: %1</translation>
    </message>
</context>
<context>
    <name>virga::ui::PlatformChooser</name>
    <message>
        <source>Platforms to compare</source>
        <translation>Zu vergleichende Plattformen</translation>
    </message>
    <message>
        <source>Which providers and plans to compare; Space changes the choice</source>
        <translation>Welche Anbieter und Tarife verglichen werden; die Leertaste ändert die Auswahl</translation>
    </message>
</context>
<context>
    <name>virga::ui::PlaybackBar</name>
    <message>
        <source>Playback of the run</source>
        <translation>Wiedergabe des Laufs</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>Abspi&amp;elen</translation>
    </message>
    <message>
        <source>Play the run, or stop there (Space on the drawing)</source>
        <translation>Den Lauf abspielen oder dort anhalten (Leertaste in der Zeichnung)</translation>
    </message>
    <message>
        <source>Step &amp;back</source>
        <translation>Schritt &amp;zurück</translation>
    </message>
    <message>
        <source>One step back (,)</source>
        <translation>Einen Schritt zurück (,)</translation>
    </message>
    <message>
        <source>Step &amp;forward</source>
        <translation>Schritt vo&amp;rwärts</translation>
    </message>
    <message>
        <source>One step forward (.)</source>
        <translation>Einen Schritt vorwärts (.)</translation>
    </message>
    <message>
        <source>To the &amp;start of the run</source>
        <translation>Zum An&amp;fang des Laufs</translation>
    </message>
    <message>
        <source>To the start of the run (Home)</source>
        <translation>Zum Anfang des Laufs (Pos1)</translation>
    </message>
    <message>
        <source>To the &amp;end of the run</source>
        <translation>Zum En&amp;de des Laufs</translation>
    </message>
    <message>
        <source>To the end of the run (End)</source>
        <translation>Zum Ende des Laufs (Ende)</translation>
    </message>
    <message>
        <source>&amp;Loop</source>
        <translation>Sch&amp;leife</translation>
    </message>
    <message>
        <source>Begin anew at the end</source>
        <translation>Am Ende von vorn beginnen</translation>
    </message>
    <message>
        <source>Follow the bottle&amp;neck</source>
        <translation>Dem Engpass fol&amp;gen</translation>
    </message>
    <message>
        <source>Select and show the component that is worst off at the instant</source>
        <translation>Die Komponente auswählen und zeigen, die im Moment am stärksten belastet ist</translation>
    </message>
    <message>
        <source>&amp;Whole run</source>
        <translation>Ganzer La&amp;uf</translation>
    </message>
    <message>
        <source>Show the run as a whole, not an instant of it</source>
        <translation>Den Lauf als Ganzes zeigen statt eines Zeitpunkts</translation>
    </message>
    <message>
        <source>Instant of the run</source>
        <translation>Zeitpunkt des Laufs</translation>
    </message>
    <message>
        <source>Time of the instant</source>
        <translation>Zeit des Zeitpunkts</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Simulated seconds in a real second</source>
        <translation>Simulierte Sekunden je echter Sekunde</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>Paus&amp;e</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>virga::ui::PointTable</name>
    <message>
        <source>Add a row to %1</source>
        <translation>%1: Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Remove the row from %1</source>
        <translation>%1: Zeile entfernen</translation>
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
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>Wie im System</translation>
    </message>
    <message>
        <source>Takes effect when the program starts the next time.</source>
        <translation>Wirkt ab dem nächsten Programmstart.</translation>
    </message>
    <message>
        <source>Language (from the next start)</source>
        <translation>Sprache (ab dem nächsten Start)</translation>
    </message>
    <message>
        <source>Amounts that are smaller are shown with as many as they need.</source>
        <translation>Kleinere Beträge werden mit so vielen Stellen gezeigt, wie sie brauchen.</translation>
    </message>
    <message>
        <source>Decimals of amounts</source>
        <translation>Nachkommastellen der Beträge</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>An unsaved edit is in a snapshot after so long at the latest. Your files aren&apos;t touched.</source>
        <translation>Spätestens nach dieser Zeit ist eine ungespeicherte Änderung gesichert. Die eigenen Dateien bleiben unberührt.</translation>
    </message>
    <message>
        <source>Keep unsaved work after</source>
        <translation>Ungespeichertes sichern nach</translation>
    </message>
    <message>
        <source>Ask before reading a file again that another program changed</source>
        <translation>Fragen, bevor eine fremd geänderte Datei neu eingelesen wird</translation>
    </message>
    <message>
        <source>Show the welcome page at the start</source>
        <translation>Beim Start die Willkommensseite zeigen</translation>
    </message>
    <message>
        <source>In the unit that reads best</source>
        <translation>In der am besten lesbaren Einheit</translation>
    </message>
    <message>
        <source>Always in milliseconds</source>
        <translation>Immer in Millisekunden</translation>
    </message>
    <message>
        <source>How latencies, ages and other measured times are written.</source>
        <translation>Wie Latenzen, Alter und andere gemessene Zeiten geschrieben werden.</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Zeiten</translation>
    </message>
</context>
<context>
    <name>virga::ui::ProblemsPanel</name>
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
        <translation>Problem b&amp;eheben …</translation>
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
        <source>&amp;Go to the field</source>
        <translation>&amp;Zum Feld gehen</translation>
    </message>
    <message numerus="yes">
        <source>%n fixes</source>
        <translation>
            <numerusform>%n Abhilfe</numerusform>
            <numerusform>%n Abhilfen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Why?</source>
        <translation>&amp;Warum?</translation>
    </message>
    <message>
        <source>Treat %1 as %2</source>
        <translation>%1 als %2 behandeln</translation>
    </message>
    <message>
        <source>Treat %1 as the check does</source>
        <translation>%1 behandeln wie die Prüfung</translation>
    </message>
    <message>
        <source>An error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>A warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>A note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>What the check says</source>
        <translation>Was die Prüfung sagt</translation>
    </message>
    <message>
        <source>&amp;Ignore with a reason …</source>
        <translation>Mit Begründung &amp;ignorieren …</translation>
    </message>
    <message>
        <source>&amp;Treat at %1 as</source>
        <translation>&amp;Bei %1 behandeln als</translation>
    </message>
    <message>
        <source>Treat &amp;everywhere as</source>
        <translation>&amp;Überall behandeln als</translation>
    </message>
    <message>
        <source>&amp;Heed again</source>
        <translation>Wieder b&amp;eachten</translation>
    </message>
    <message>
        <source>&amp;Heed again, everywhere</source>
        <translation>Überall wieder b&amp;eachten</translation>
    </message>
    <message>
        <source>Heed %1 again</source>
        <translation>%1 wieder beachten</translation>
    </message>
    <message>
        <source>&amp;Why is it a problem?</source>
        <translation>&amp;Warum ist das ein Problem?</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Says what is behind the selected problem, and who says so.</source>
        <translation>Sagt, was hinter dem gewählten Problem steckt, und wer das sagt.</translation>
    </message>
    <message>
        <source>Lists the problems too that the project says don&apos;t count, with the reasons.</source>
        <translation>Zeigt auch die Probleme, die laut Projekt nicht zählen, mit den Gründen.</translation>
    </message>
    <message>
        <source>&amp;Show ignored (%1)</source>
        <translation>Ignorierte &amp;zeigen (%1)</translation>
    </message>
    <message>
        <source>&amp;Heed the problem again</source>
        <translation>Das Problem wieder b&amp;eachten</translation>
    </message>
    <message>
        <source>&amp;Ignore the problem with a reason …</source>
        <translation>Das Problem mit Begründung &amp;ignorieren …</translation>
    </message>
    <message>
        <source>Heed again</source>
        <translation>Wieder beachten</translation>
    </message>
    <message>
        <source>Ignore …</source>
        <translation>Ignorieren …</translation>
    </message>
    <message>
        <source>Lets the selected problem count again.</source>
        <translation>Lässt das gewählte Problem wieder zählen.</translation>
    </message>
    <message>
        <source>Lets the project say why the selected problem doesn&apos;t count.</source>
        <translation>Lässt das Projekt sagen, warum das gewählte Problem nicht zählt.</translation>
    </message>
    <message>
        <source>P&amp;roblems</source>
        <translation>P&amp;robleme</translation>
    </message>
    <message>
        <source>(project)</source>
        <translation>(Projekt)</translation>
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
        <source>%1 of the run</source>
        <translation>%1 des Laufs</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>ignoriert</translation>
    </message>
    <message>
        <source>Ignored: %1</source>
        <translation>Ignoriert: %1</translation>
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
    <message numerus="yes">
        <source>%n ignored</source>
        <translation>
            <numerusform>%n ignoriert</numerusform>
            <numerusform>%n ignoriert</numerusform>
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
    <name>virga::ui::ProposalTable</name>
    <message>
        <source>Proposed alarms</source>
        <translation>Vorgeschlagene Alarme</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>Above</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>Datapoints</source>
        <translation>Messpunkte</translation>
    </message>
    <message>
        <source>Most in the normal</source>
        <translation>Höchstwert im Normalfall</translation>
    </message>
    <message>
        <source>False alarms a month</source>
        <translation>Fehlalarme im Monat</translation>
    </message>
    <message>
        <source>Notices %1</source>
        <translation>Bemerkt %1</translation>
    </message>
    <message>
        <source>The runs show that there are as few as wanted.</source>
        <translation>Die Läufe zeigen, dass es so wenige sind wie gewünscht.</translation>
    </message>
    <message>
        <source>The runs are too short to show that there are as few as wanted.</source>
        <translation>Die Läufe sind zu kurz, um zu zeigen, dass es so wenige sind wie gewünscht.</translation>
    </message>
    <message>
        <source>The project has an alarm on this already; it stays.</source>
        <translation>Das Projekt hat hierfür schon einen Alarm; er bleibt.</translation>
    </message>
</context>
<context>
    <name>virga::ui::ProposalsView</name>
    <message>
        <source>Proposals</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>Which values to take; Space changes the choice</source>
        <translation>Welche Werte übernommen werden; die Leertaste ändert die Wahl</translation>
    </message>
    <message>
        <source>The proposal in full</source>
        <translation>Der Vorschlag im Ganzen</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Mind</source>
        <translation>Beachten</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>%1 is written beside the project.</source>
        <translation>%1 wird neben das Projekt geschrieben.</translation>
    </message>
    <message>
        <source>Not to be taken</source>
        <translation>Nicht zu übernehmen</translation>
    </message>
</context>
<context>
    <name>virga::ui::QuestionBox</name>
    <message>
        <source>✓ Right. %1</source>
        <translation>✓ Richtig. %1</translation>
    </message>
    <message>
        <source>Not quite; think again.</source>
        <translation>Nicht ganz; überlegen Sie noch einmal.</translation>
    </message>
</context>
<context>
    <name>virga::ui::RatePlot</name>
    <message>
        <source>Requests over the run</source>
        <translation>Anfragen über den Lauf</translation>
    </message>
    <message>
        <source>On average %1, at most %2, over %3.</source>
        <translation>Im Mittel %1, höchstens %2, über %3.</translation>
    </message>
    <message>
        <source>Point %1 of %2: %3 at %4. Page Up and Page Down choose a point, arrows move it, Delete removes it; a double click adds one.</source>
        <translation>Punkt %1 von %2: %3 bei %4. Bild auf und Bild ab wählen einen Punkt, Pfeile verschieben ihn, Entf entfernt ihn; ein Doppelklick fügt einen hinzu.</translation>
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
        <translation>Virga wurde beendet, ohne zu speichern: %1. Der Stand vom %2 ist erhalten.</translation>
    </message>
    <message>
        <source>The file was changed since; restoring and saving replaces that.</source>
        <translation>Die Datei wurde seither geändert; Wiederherstellen und Speichern ersetzt das.</translation>
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
        <translation>Verwe&amp;rfen</translation>
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
        <translation>Neuer Name von %1</translation>
    </message>
</context>
<context>
    <name>virga::ui::RuleDialog</name>
    <message>
        <source>Why? – %1</source>
        <translation>Warum? – %1</translation>
    </message>
    <message>
        <source>Source: %1 (%2)</source>
        <translation>Quelle: %1 (%2)</translation>
    </message>
    <message>
        <source>&amp;Open the source</source>
        <translation>Quelle ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Here: %1</source>
        <translation>Hier: %1</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>virga::ui::RunBar</name>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>S&amp;toppen</translation>
    </message>
    <message>
        <source>Simulate the scenario (F5)</source>
        <translation>Das Szenario simulieren (F5)</translation>
    </message>
    <message>
        <source>Stop the simulation (Shift+F5)</source>
        <translation>Die Simulation stoppen (Umschalt+F5)</translation>
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
        <translation>Die zu simulierende Plattform; das Projekt behält sein eigenes Ziel</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The same seed gives the same run</source>
        <translation>Gleicher Seed, gleicher Lauf</translation>
    </message>
    <message>
        <source>Replications</source>
        <translation>Replikationen</translation>
    </message>
    <message>
        <source>Independent runs; two or more give confidence intervals</source>
        <translation>Unabhängige Läufe; ab zweien gibt es Konfidenzintervalle</translation>
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
        <translation>Stoppt …</translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>eine Stunde</translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>%1 simulated, %2 events/s</source>
        <translation>%1 simuliert, %2 Events/s</translation>
    </message>
    <message>
        <source>, run %1 of %2</source>
        <translation>, Lauf %1 von %2</translation>
    </message>
    <message>
        <source>%1 events in %2</source>
        <translation>%1 Events in %2</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>virga::ui::RunDisplay</name>
    <message>
        <source>The simulation could not run</source>
        <translation>Die Simulation ließ sich nicht ausführen</translation>
    </message>
    <message>
        <source>%1 on %2 (stopped after %3)</source>
        <translation>%1 auf %2 (gestoppt nach %3)</translation>
    </message>
    <message>
        <source>%1 on %2 (%3 simulated)</source>
        <translation>%1 auf %2 (%3 simuliert)</translation>
    </message>
    <message>
        <source>the drawing</source>
        <translation>Zeichnung</translation>
    </message>
</context>
<context>
    <name>virga::ui::RunHistory</name>
    <message>
        <source>Run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>Restore the design of run %1</source>
        <translation>Entwurf von Lauf %1 wiederherstellen</translation>
    </message>
    <message>
        <source>%1 against %2: %3</source>
        <translation>%1 gegenüber %2: %3</translation>
    </message>
    <message>
        <source>Delete run %1 for good, with its figures and its design?</source>
        <translation>Lauf %1 mit Kennzahlen und Entwurf endgültig löschen?</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n runs for good, with their figures and their designs?</source>
        <translation>
            <numerusform>%n Lauf mit Kennzahlen und Entwurf endgültig löschen?</numerusform>
            <numerusform>%n Läufe mit Kennzahlen und Entwürfen endgültig löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete runs?</source>
        <translation>Läufe löschen?</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
</context>
<context>
    <name>virga::ui::RunShelf</name>
    <message>
        <source>The kept runs can&apos;t be read: %1</source>
        <translation>Die aufbewahrten Läufe lassen sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>The runs can&apos;t be kept beside the project: %1</source>
        <translation>Die Läufe lassen sich nicht neben dem Projekt aufbewahren: %1</translation>
    </message>
    <message>
        <source>The run isn&apos;t kept: %1</source>
        <translation>Der Lauf wird nicht aufbewahrt: %1</translation>
    </message>
    <message>
        <source>The note isn&apos;t kept: %1</source>
        <translation>Die Notiz wird nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>The run isn&apos;t pinned: %1</source>
        <translation>Der Lauf ist nicht angeheftet: %1</translation>
    </message>
    <message>
        <source>Not deleted: %1</source>
        <translation>Nicht gelöscht: %1</translation>
    </message>
    <message>
        <source>The run can&apos;t be shown: %1</source>
        <translation>Der Lauf lässt sich nicht zeigen: %1</translation>
    </message>
</context>
<context>
    <name>virga::ui::RunStatus</name>
    <message>
        <source>Changed since the run</source>
        <translation>Seit dem Lauf geändert</translation>
    </message>
    <message>
        <source>The figures are of the design or the catalog before the last changes; F5 simulates it anew.</source>
        <translation>Die Kennzahlen gelten für Entwurf oder Katalog vor den letzten Änderungen; F5 simuliert neu.</translation>
    </message>
    <message>
        <source>Weakest at %1: %2</source>
        <translation>Engpass %1: %2</translation>
    </message>
    <message>
        <source>No bottleneck</source>
        <translation>Kein Engpass</translation>
    </message>
    <message>
        <source>No component throttles 0.1 % or fails 1 % of its requests, and 95 % of all messages wait less than a second.</source>
        <translation>Keine Komponente drosselt 0,1 % ihrer Anfragen oder lässt 1 % fehlschlagen, und 95 % aller Nachrichten warten weniger als eine Sekunde.</translation>
    </message>
    <message>
        <source>No prices</source>
        <translation>Keine Preise</translation>
    </message>
    <message>
        <source>%1 per month</source>
        <translation>%1 pro Monat</translation>
    </message>
</context>
<context>
    <name>virga::ui::RunStrip</name>
    <message>
        <source>%1: %2 requests a second</source>
        <translation>%1: %2 Anfragen pro Sekunde</translation>
    </message>
    <message>
        <source>%1 throttled a second</source>
        <translation>%1 gedrosselt pro Sekunde</translation>
    </message>
</context>
<context>
    <name>virga::ui::SafeKeeping</name>
    <message>
        <source>The unsaved work can&apos;t be read</source>
        <translation>Die ungespeicherte Arbeit lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>Restore unsaved work</source>
        <translation>Ungespeicherte Arbeit wiederherstellen</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened</source>
        <translation>%1 lässt sich nicht öffnen</translation>
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
        <translation>Geöffnet von Prozess %1 auf %2. Speichern beide, ersetzt der spätere, was der andere geschrieben hat.</translation>
    </message>
    <message>
        <source>&amp;Open anyway</source>
        <translation>&amp;Trotzdem öffnen</translation>
    </message>
    <message>
        <source>Open a &amp;copy</source>
        <translation>&amp;Kopie öffnen</translation>
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
        <translation>Beim Neueinlesen gehen die Änderungen seit dem Speichern verloren.</translation>
    </message>
    <message>
        <source>Nothing was changed here since it was saved.</source>
        <translation>Hier wurde seit dem Speichern nichts geändert.</translation>
    </message>
    <message>
        <source>&amp;Read it again</source>
        <translation>&amp;Neu einlesen</translation>
    </message>
    <message>
        <source>&amp;Keep mine</source>
        <translation>&amp;Eigene behalten</translation>
    </message>
</context>
<context>
    <name>virga::ui::ScenarioForm</name>
    <message>
        <source>diurnal</source>
        <translation>Tagesgang</translation>
    </message>
    <message>
        <source>as drawn</source>
        <translation>wie gezeichnet</translation>
    </message>
    <message>
        <source>fault at %1 from %2 to %3</source>
        <translation>Störung an %1 von %2 bis %3</translation>
    </message>
    <message>
        <source>outage of %1 from %2 to %3</source>
        <translation>Ausfall %1 von %2 bis %3</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Add a scenario like the chosen one</source>
        <translation>Szenario wie das gewählte hinzufügen</translation>
    </message>
    <message>
        <source>Remove the chosen scenario</source>
        <translation>Gewähltes Szenario entfernen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Simulated time, as 30 min or 1 d.</source>
        <translation>Simulierte Zeit, etwa 30 min oder 1 d.</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Einschwingzeit</translation>
    </message>
    <message>
        <source>Time at the beginning that no figure counts; auto: found out by a pilot run.</source>
        <translation>Zeit am Anfang, die in keine Kennzahl eingeht; auto: durch einen Pilotlauf ermittelt.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Local date and time at which the run starts, as 2026-01-05 00:00; schedules go by it.</source>
        <translation>Ortszeit, zu der der Lauf beginnt, etwa 2026-01-05 00:00; Zeitpläne richten sich danach.</translation>
    </message>
    <message>
        <source>Traffic ×</source>
        <translation>Last ×</translation>
    </message>
    <message>
        <source>A factor is a number from 0, as 20 or 0.5.</source>
        <translation>Ein Faktor ist eine Zahl ab 0, etwa 20 oder 0.5.</translation>
    </message>
    <message>
        <source>Multiplies all arrival rates that are drawn.</source>
        <translation>Multipliziert alle gezeichneten Ankunftsraten.</translation>
    </message>
    <message>
        <source>Quietest hour</source>
        <translation>Ruhigste Stunde</translation>
    </message>
    <message>
        <source>Makes the traffic follow the day: its share at the quietest time, as 20%. Empty: the same all day.</source>
        <translation>Lässt die Last dem Tagesgang folgen: ihr Anteil zur ruhigsten Zeit, etwa 20%. Leer: den ganzen Tag gleich.</translation>
    </message>
    <message>
        <source>Peak at</source>
        <translation>Spitze um</translation>
    </message>
    <message>
        <source>A time of day is written 20:00.</source>
        <translation>Eine Tageszeit schreibt man 20:00.</translation>
    </message>
    <message>
        <source>Say first how quiet the quietest hour is.</source>
        <translation>Zuerst angeben, wie ruhig die ruhigste Stunde ist.</translation>
    </message>
    <message>
        <source>Time of day with the most traffic, by the time of the scenario&apos;s start.</source>
        <translation>Tageszeit mit der höchsten Last, in der Zeit des Szenariostarts.</translation>
    </message>
    <message>
        <source>%1 of scenario %2</source>
        <translation>%1 von Szenario %2</translation>
    </message>
    <message>
        <source>Add a scenario</source>
        <translation>Szenario hinzufügen</translation>
    </message>
    <message>
        <source>Remove scenario %1</source>
        <translation>Szenario %1 entfernen</translation>
    </message>
    <message>
        <source>one hour</source>
        <translation>eine Stunde</translation>
    </message>
    <message>
        <source>Time per month</source>
        <translation>Zeit pro Monat</translation>
    </message>
    <message>
        <source>Time of a month with traffic like this, for the bill, as 8 d. Empty: all month.</source>
        <translation>Zeit im Monat mit solcher Last, für die Rechnung, etwa 8 d. Leer: der ganze Monat.</translation>
    </message>
    <message>
        <source>values that differ</source>
        <translation>Abweichende Werte</translation>
    </message>
    <message>
        <source>path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Values that differ in this scenario, as checkout.memory and 1 GiB.</source>
        <translation>Werte, die in diesem Szenario abweichen, etwa checkout.memory und 1 GiB.</translation>
    </message>
    <message>
        <source>Values that differ</source>
        <translation>Abweichende Werte</translation>
    </message>
    <message>
        <source>Change what differs in a scenario</source>
        <translation>Abweichungen eines Szenarios ändern</translation>
    </message>
</context>
<context>
    <name>virga::ui::SelectionPage</name>
    <message>
        <source>%1 components selected</source>
        <translation>%1 Komponenten ausgewählt</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>They have no field in common.</source>
        <translation>Sie haben kein gemeinsames Feld.</translation>
    </message>
    <message>
        <source>Set %1 of %2 components</source>
        <translation>%1 von %2 Komponenten setzen</translation>
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
    <name>virga::ui::StepTree</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Alt with Up and Down moves the step, Alt with Right and Left moves it into and out of a block, Delete removes it.</source>
        <translation>Alt mit Auf und Ab verschiebt den Schritt, Alt mit Rechts und Links in einen Block und heraus, Entf entfernt ihn.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>branch %1</source>
        <translation>Zweig %1</translation>
    </message>
    <message>
        <source>if it fails</source>
        <translation>bei Fehlschlag</translation>
    </message>
    <message>
        <source>%1 (nothing)</source>
        <translation>%1 (nichts)</translation>
    </message>
</context>
<context>
    <name>virga::ui::StepsEditor</name>
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
        <translation>Parallel</translation>
    </message>
    <message>
        <source>First of several</source>
        <translation>Erste von mehreren</translation>
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
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>What one invocation does, in order.</source>
        <translation>Was ein Aufruf der Reihe nach tut.</translation>
    </message>
    <message>
        <source>Add a step</source>
        <translation>Schritt hinzufügen</translation>
    </message>
    <message>
        <source>Add a branch, an option or what is done if the call fails</source>
        <translation>Zweig, Option oder Fehlerbehandlung des Aufrufs hinzufügen</translation>
    </message>
    <message>
        <source>Remove the chosen step or branch (Delete)</source>
        <translation>Gewählten Schritt oder Zweig entfernen (Entf)</translation>
    </message>
    <message>
        <source>Move the step up (Alt+Up)</source>
        <translation>Schritt nach oben (Alt+Auf)</translation>
    </message>
    <message>
        <source>Move the step down (Alt+Down)</source>
        <translation>Schritt nach unten (Alt+Ab)</translation>
    </message>
    <message>
        <source>Move the step out of its block (Alt+Left)</source>
        <translation>Schritt aus seinem Block heraus (Alt+Links)</translation>
    </message>
    <message>
        <source>Move the step into the block above (Alt+Right)</source>
        <translation>Schritt in den Block darüber (Alt+Rechts)</translation>
    </message>
    <message>
        <source>Move a step up</source>
        <translation>Schritt nach oben verschieben</translation>
    </message>
    <message>
        <source>Move a step down</source>
        <translation>Schritt nach unten verschieben</translation>
    </message>
    <message>
        <source>Move a step into a block</source>
        <translation>Schritt in einen Block verschieben</translation>
    </message>
    <message>
        <source>Move a step out of its block</source>
        <translation>Schritt aus seinem Block verschieben</translation>
    </message>
    <message>
        <source>Add a branch</source>
        <translation>Zweig hinzufügen</translation>
    </message>
    <message>
        <source>Move a step</source>
        <translation>Schritt verschieben</translation>
    </message>
    <message>
        <source>Remove a step</source>
        <translation>Schritt entfernen</translation>
    </message>
    <message>
        <source>Remove a branch</source>
        <translation>Zweig entfernen</translation>
    </message>
</context>
<context>
    <name>virga::ui::TimeChart</name>
    <message>
        <source>Save as PNG …</source>
        <translation>Als PNG speichern …</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Save as PNG in double size …</source>
        <translation>Als PNG in doppelter Größe speichern …</translation>
    </message>
    <message>
        <source>Save as SVG …</source>
        <translation>Als SVG speichern …</translation>
    </message>
    <message>
        <source>Scalable pictures (*.svg)</source>
        <translation>Skalierbare Bilder (*.svg)</translation>
    </message>
    <message>
        <source>Save as CSV …</source>
        <translation>Als CSV speichern …</translation>
    </message>
    <message>
        <source>Save the chart&apos;s values</source>
        <translation>Werte des Diagramms speichern</translation>
    </message>
    <message>
        <source>Copy as table</source>
        <translation>Als Tabelle kopieren</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm speichern</translation>
    </message>
</context>
<context>
    <name>virga::ui::TraceFollower</name>
    <message>
        <source>It was simulated by another Virga or with another catalog, and can&apos;t be followed as it was. A new simulation (F5) can.</source>
        <translation>Der Lauf stammt von einer anderen Virga-Version oder einem anderen Katalog und lässt sich so nicht mehr verfolgen. Mit einer neuen Simulation (F5) geht es.</translation>
    </message>
</context>
<context>
    <name>virga::ui::TraceListModel</name>
    <message>
        <source>slowest</source>
        <translation>langsamste</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>random</source>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flow</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
</context>
<context>
    <name>virga::ui::TracesPanel</name>
    <message>
        <source>The requests aren&apos;t followed yet.</source>
        <translation>Die Anfragen sind noch nicht verfolgt.</translation>
    </message>
    <message>
        <source>The requests can&apos;t be followed: %1</source>
        <translation>Die Anfragen lassen sich nicht verfolgen: %1</translation>
    </message>
    <message>
        <source>Export traces for &amp;Chrome and Perfetto …</source>
        <translation>Traces für Chrome und &amp;Perfetto exportieren …</translation>
    </message>
    <message>
        <source>Export traces for &amp;OpenTelemetry …</source>
        <translation>Traces für &amp;OpenTelemetry exportieren …</translation>
    </message>
    <message>
        <source>Progress of following the requests</source>
        <translation>Fortschritt der Anfrageverfolgung</translation>
    </message>
    <message>
        <source>Follow requests</source>
        <translation>Anfragen verfolgen</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>Flow</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Stichprobe</translation>
    </message>
    <message>
        <source>All samples</source>
        <translation>Alle Stichproben</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamste</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagene</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufällige</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Sampled requests</source>
        <translation>Anfragen der Stichprobe</translation>
    </message>
    <message>
        <source>No requests to follow yet. A simulation (F5) has some.</source>
        <translation>Noch keine Anfragen zu verfolgen. Eine Simulation (F5) liefert welche.</translation>
    </message>
    <message>
        <source>Requests can be followed in whole runs only, and this one was stopped before.</source>
        <translation>Anfragen lassen sich nur in ganzen Läufen verfolgen; dieser wurde vorher gestoppt.</translation>
    </message>
    <message>
        <source>Following requests: the slowest, failed ones and some at random …</source>
        <translation>Verfolgt Anfragen: die langsamsten, fehlgeschlagene und einige zufällige …</translation>
    </message>
    <message>
        <source>All flows</source>
        <translation>Alle Flows</translation>
    </message>
    <message>
        <source>No request was answered after the warm-up.</source>
        <translation>Nach der Einschwingzeit wurde keine Anfrage beantwortet.</translation>
    </message>
    <message>
        <source>Export traces</source>
        <translation>Traces exportieren</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>traces-chrome.json</source>
        <translation>traces-chrome.json</translation>
    </message>
    <message>
        <source>traces-otlp.json</source>
        <translation>traces-otlp.json</translation>
    </message>
</context>
<context>
    <name>virga::ui::TrafficChart</name>
    <message>
        <source>Not simulated yet. “Cost against traffic” runs the scenario at a tenth to ten times its traffic on each platform.</source>
        <translation>Noch nicht simuliert. „Kosten nach Last“ lässt das Szenario auf jeder Plattform mit einem Zehntel bis zum Zehnfachen seiner Last laufen.</translation>
    </message>
    <message>
        <source>Cost against traffic for each platform</source>
        <translation>Kosten nach Last je Plattform</translation>
    </message>
    <message>
        <source>&amp;Break-even</source>
        <translation>&amp;Break-even</translation>
    </message>
    <message>
        <source>Break-even points</source>
        <translation>Break-even-Punkte</translation>
    </message>
    <message>
        <source>Requests a month</source>
        <translation>Anfragen pro Monat</translation>
    </message>
    <message>
        <source>%1 per month</source>
        <translation>%1 pro Monat</translation>
    </message>
    <message>
        <source>Between the marks, which are simulated, the lines are straight in cost and requests. A bill is of what was served: it stops growing where limits refuse more.</source>
        <translation>Die Marken sind simuliert; dazwischen verlaufen die Linien gerade in Kosten und Anfragen. Eine Rechnung erfasst nur Bedientes: Sie wächst nicht weiter, wo Limits mehr abweisen.</translation>
    </message>
    <message>
        <source>Where the bill is 0 there is no mark: %1.</source>
        <translation>Wo die Rechnung 0 ist, fehlt die Marke: %1.</translation>
    </message>
    <message>
        <source>Mind that these fail requests at the scenario&apos;s own traffic already: %1.</source>
        <translation>Achtung, hier schlagen schon bei der Last des Szenarios Anfragen fehl: %1.</translation>
    </message>
    <message>
        <source>No line where prices are missing: %1.</source>
        <translation>Keine Linie, wo Preise fehlen: %1.</translation>
    </message>
    <message>
        <source>%1 below %2 from %3 requests a month</source>
        <translation>%1 günstiger als %2 ab %3 Anfragen pro Monat</translation>
    </message>
    <message>
        <source>%1, at %2 per month</source>
        <translation>%1, bei %2 pro Monat</translation>
    </message>
    <message>
        <source>None: no two lines cross where at most %1 of the requests fail.</source>
        <translation>Keine: Wo höchstens %1 der Anfragen fehlschlagen, kreuzen sich keine zwei Linien.</translation>
    </message>
</context>
<context>
    <name>virga::ui::VerdictsView</name>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>not installed, so not asked</source>
        <translation>nicht installiert, daher nicht befragt</translation>
    </message>
    <message>
        <source>without a verdict</source>
        <translation>ohne Urteil</translation>
    </message>
    <message numerus="yes">
        <source>%n more lines</source>
        <translation>
            <numerusform>%n weitere Zeile</numerusform>
            <numerusform>%n weitere Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Put these files before the format&apos;s own tools, as far as they are installed</source>
        <translation>Diese Dateien den Werkzeugen des Formats vorlegen, soweit sie installiert sind</translation>
    </message>
    <message>
        <source>Verdicts of tools</source>
        <translation>Urteile der Werkzeuge</translation>
    </message>
    <message>
        <source>Tool</source>
        <translation>Werkzeug</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>The tools are asked …</source>
        <translation>Die Werkzeuge werden befragt …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Ask the tools</source>
        <translation>Werkzeuge befragen</translation>
    </message>
    <message>
        <source>No tool is known that reads this format.</source>
        <translation>Es ist kein Werkzeug bekannt, das dieses Format liest.</translation>
    </message>
    <message>
        <source>%1 passed, %2 refused, %3 not installed</source>
        <translation>%1 bestanden, %2 abgelehnt, %3 nicht installiert</translation>
    </message>
</context>
<context>
    <name>virga::ui::WaterfallView</name>
    <message>
        <source>Spans of the request</source>
        <translation>Spans der Anfrage</translation>
    </message>
    <message>
        <source>Component: operation</source>
        <translation>Komponente: Operation</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
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
        <translation>Ereignisgesteuerte Serverless-Architekturen zeichnen, simulieren und bepreisen.</translation>
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
        <translation>Seite s&amp;chließen</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnete Projekte</translation>
    </message>
    <message>
        <source>%1 (missing)</source>
        <translation>%1 (fehlt)</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>E&amp;xamples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>&amp;Patterns</source>
        <translation>&amp;Muster</translation>
    </message>
    <message>
        <source>&amp;Use cases</source>
        <translation>&amp;Anwendungsfälle</translation>
    </message>
</context>
</TS>
