package ai.gateway.app.mask;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.mask.RoundTrip.Trip;
import ai.gateway.app.mask.RoundTrip.Way;
import ai.gateway.app.relay.RecordedExchange;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.dialect.Dialects;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.RunningGateway;
import ai.gateway.wire.JsonWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every recorded request, with data of persons in all its texts, to a model that repeats what it reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripTest {

    private EchoUpstream upstream;
    private RunningGateway gateway;
    private RoundTrip trip;

    @BeforeAll
    void start() {
        Recordings.all(); // skips all of this where there are none
        upstream = EchoUpstream.start();
        StringBuilder routes = new StringBuilder();
        for (String dialect : OneDialectEach.ALL) {
            routes.append("""
                    - id: to-%1$s
                      uri: ai://only-%1$s
                      predicates: [ "Path=/to-%1$s/**" ]
                      filters:
                      - StripPrefix=1
                      - { name: AiMask, args: { entities: "ALL, SECRET", unread: pass, words: [ { name: WORD, words: %2$s } ] } }
                    """.formatted(dialect, words()));
        }
        gateway = RunningGateway.start(
                GatewayApp.class,
                "ai.gateway:\n  stand-in.enabled: off\n  providers:\n"
                        + OneDialectEach.yaml("http://127.0.0.1:" + upstream.port(), OneDialectEach.ALL)
                        + "spring.cloud.gateway.server.webflux.routes:\n" + routes);
        trip = new RoundTrip(gateway.bean(Dialects.class), gateway.port(), upstream);
    }

    private static String words() {
        JsonWriter words = new JsonWriter().beginArray();
        Invented.WORDS.forEach(words::value);
        return words.endArray().toString();
    }

    @AfterAll
    void stop() {
        if (gateway != null) {
            gateway.close();
            upstream.close();
        }
    }

    private static Stream<RecordedExchange> recorded() {
        return Recordings.where(one -> one.request() != null).stream().map(RecordedExchange::new);
    }

    @Test
    void everyRecordedRequest_answeredWhole_comesBack() {
        comesBack(Way.WHOLE, /* each= */ 1);
    }

    @Test
    void everyRecordedChat_answeredInPieces_comesBack() {
        comesBack(Way.PIECES, /* each= */ 1);
    }

    @Test
    void someRecordedChats_answeredByteByByte_comeBack() {
        comesBack(Way.BYTES, /* each= */ 32);
    }

    @Test
    @Tag("heavy")
    void everyRecordedChat_answeredByteByByte_comesBack() {
        comesBack(Way.BYTES, /* each= */ 1);
    }

    private void comesBack(Way way, int each) {
        Account account = new Account();
        List<RecordedExchange> all = recorded()
                .filter(one -> way == Way.WHOLE || trip.isChat(one.target()))
                .toList();
        for (int i = 0; i < all.size(); i += each) {
            Trip gone = trip.go(all.get(i), way);
            if (gone == null) {
                account.count("refused", 1);
            } else {
                account.add(all.get(i) + " " + way, gone);
            }
        }
        System.out.println("mask " + way + ": " + account);
        assertThat(account.leaks).isEmpty();
        assertThat(account.wrong).isEmpty();
        assertThat(account.of("values")).isGreaterThan(all.size() / each);
    }

    @ParameterizedTest
    @EnumSource(names = {"WHOLE", "PIECES"})
    void fromEachDialect_toEachOther_namesArePutBack(Way way) {
        Account account = new Account();
        for (String client : OneDialectEach.ALL) {
            List<RecordedExchange> some = some(client);
            for (String provider : OneDialectEach.ALL) {
                some.forEach(one -> account.addNames(
                        one + " to " + provider + ' ' + way,
                        trip.go(one, "/to-" + provider, way, /* namesAlone= */ true)));
            }
        }
        System.out.println("mask, each dialect to each other, " + way + ": " + account);
        assertThat(account.leaks).isEmpty();
        assertThat(account.wrong).isEmpty();
        assertThat(account.of("names")).isGreaterThan(1000);
    }

    private List<RecordedExchange> some(String client) {
        return recorded()
                .filter(one ->
                        trip.isChat(one.target()) && trip.dialect(one.target()).equals(client))
                .filter(one ->
                        one.recording().has("multi_turn") && !one.recording().has("image_input"))
                .limit(3)
                .toList();
    }
}
