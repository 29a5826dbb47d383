package ai.gateway.guards;

import ai.gateway.judge.Guard;
import ai.gateway.judge.Guards;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/** Nothing passes by a failure, whoever is asked, and nobody learns a secret from it. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class FailingServicesTest {

    private static final String JUDGED = "words-of-a-user";

    private static Services services;

    @BeforeAll
    static void start() {
        services = new Services();
    }

    @AfterAll
    static void stop() {
        services.close();
    }

    private static void assertThatAllFail(ResponseDefinitionBuilder answer) {
        services.forget();
        services.answerEverything(answer);
        for (Guard guard : services.guards()) {
            StepVerifier.create(guard.judge(Services.request(JUDGED)).timeout(Services.SOON))
                    .verifyErrorSatisfies(error -> assertThat(error)
                            .as(guard.name())
                            .isInstanceOf(CannotTell.class)
                            .satisfies(told -> assertThat(told.toString()).doesNotContain(JUDGED, "127.0.0.1"))
                            .satisfies(told -> assertThat(told.toString()).doesNotContain(Services.SECRETS)));
        }
    }

    @Test
    void judge_statusOtherThan200_fails() {
        for (int status : List.of(201, 204, 302, 400, 401, 404, 429, 500, 503)) {
            String header = status == 302 ? "Location" : "x";
            assertThatAllFail(aResponse()
                    .withStatus(status)
                    .withHeader(header, "/elsewhere")
                    .withBody("{\"error\":\"" + JUDGED + "\"}"));
        }
    }

    @Test
    void judge_garbage_fails() {
        for (String body :
                List.of("", "{", "<html>" + JUDGED, "{}", "[]", "null", "true", "[[],[]]", "{\"a\":1,\"a\":2}")) {
            assertThatAllFail(okJson(body));
        }
    }

    @Test
    void judge_brokenConnection_fails() {
        assertThatAllFail(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThatAllFail(aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
    }

    @Test
    void judge_answerWithoutAnEnd_fails() {
        assertThatAllFail(okJson("[\"" + "x".repeat(1 << 20) + "\"]"));
    }

    /** How long to wait is for whoever asks to say. */
    @Test
    void judge_slowService_neverTells() {
        services.forget();
        services.answerEverything(okJson("{}").withFixedDelay(3_000));
        List<Mono<?>> judgements = services.guards().stream()
                .<Mono<?>>map(guard -> guard.judge(Services.request(JUDGED)))
                .toList();

        StepVerifier.create(Mono.firstWithSignal(judgements))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(300))
                .thenCancel()
                .verify(Services.SOON);
    }

    @Test
    void judge_nothingSaid_asksNobodyWhoNeedsATextToJudge() {
        services.forget();
        services.answerEverything(okJson("{\"allow\":true}"));
        for (Guard guard : services.guards()) {
            StepVerifier.create(guard.judge(Services.request(" ", "")))
                    .expectComplete()
                    .verify(Services.SOON);
        }
        assertThat(services.all()).hasSize(1);
    }

    @Test
    void secrets_inLogsAndNames_areNowhere() {
        List<String> log = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                log.add(event.getFormattedMessage());
            }
        };
        Logger ours = (Logger) LoggerFactory.getLogger("ai.gateway");
        Logger theirs = (Logger) LoggerFactory.getLogger("reactor.netty");
        appender.start();
        List.of(ours, theirs).forEach(logger -> {
            logger.setLevel(Level.DEBUG);
            logger.setAdditive(false);
            logger.addAppender(appender);
        });
        try {
            assertThatAllFail(aResponse().withStatus(500));
        } finally {
            List.of(ours, theirs).forEach(logger -> {
                logger.setLevel(null);
                logger.setAdditive(true);
                logger.detachAppender(appender);
            });
        }

        assertThat(log).isNotEmpty().noneMatch(line -> Services.SECRETS.stream().anyMatch(line::contains));
        assertThat(new Guards(services.guards()).toString()).doesNotContain(Services.SECRETS);
    }
}
