/**
 * The ready gateway among providers and clients that misbehave: sections 3 and 4 of the reliability tables, as far as they
 * need no shared store. {@code Bench} is the gateway with its providers, each a {@link ai.gateway.testing.FaultUpstream};
 * {@code Wire} is a client's dialect; {@code Ledger} sees that every exchange is settled once, whatever ended it;
 * {@code Verdicts} says what a client must be told. {@code H2Client} is a client that speaks HTTP/2 and sees how each of its
 * streams ends, {@code Play} an answer made up by a seed.
 *
 * <p>The short form runs with every build. The long form, with the figures of the tables, on a machine of one's own:
 * {@code mvn -B -ntp -Pheavy verify -pl gateway-app -am}. The profile sets {@code faults.repeats}, {@code faults.clients},
 * {@code faults.slack}, {@code slowloris.connections} and {@code open.streams}, and runs what is tagged {@code heavy}; streams
 * that are held open in a gateway of its own JVM are in {@code ai.gateway.bench.OpenStreamsIT}.
 */
package ai.gateway.app.faults;
