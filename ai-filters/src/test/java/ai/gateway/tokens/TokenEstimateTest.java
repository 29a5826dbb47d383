package ai.gateway.tokens;

import ai.gateway.dialect.Head;
import ai.gateway.exchange.Call;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** How far the estimate is from OpenAI's own tokeniser. The bounds are what the documentation promises. */
class TokenEstimateTest {

    private static final Encoding O200K = Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private static final String ENGLISH = """
            The committee met on a grey Tuesday in November to decide what should be done with the old\s\
            observatory on the hill. For almost a century it had watched the sky above the town, first with a\s\
            brass refractor that children were allowed to look through on Sundays, later with a camera that\s\
            nobody quite understood. Now the roof leaked, the bearings of the dome had rusted into place, and\s\
            the university that owned the instrument had moved its astronomers to a desert half a world away.\s\
            Some members wanted a museum; others, remembering the price of copper, wanted to sell it. "A\s\
            telescope that cannot see," said the mayor, who liked sentences of this kind, "is merely an\s\
            expensive pipe." Nobody laughed. In the end they agreed, as committees do, to commission a report,\s\
            which would be delivered in eighteen months and cost 42,500 dollars, roughly the price of a new\s\
            roof.
            """;

    private static final String GERMAN = """
            Der Ausschuss trat an einem grauen Dienstag im November zusammen, um darüber zu entscheiden, was\s\
            mit der alten Sternwarte auf dem Hügel geschehen solle. Beinahe ein Jahrhundert lang hatte sie den\s\
            Himmel über der Stadt beobachtet, zuerst mit einem Messingfernrohr, durch das Kinder sonntags\s\
            blicken durften, später mit einer Kamera, die niemand so recht verstand. Nun war das Dach undicht,\s\
            die Lager der Kuppel waren festgerostet, und die Universität, der das Instrument gehörte, hatte\s\
            ihre Wissenschaftler in eine weit entfernte Wüste geschickt. Einige Mitglieder wünschten sich ein\s\
            Museum; andere, eingedenk der Kupferpreise, wollten verkaufen. Die Haushaltsüberschreitung, die\s\
            Denkmalschutzbestimmungen und die Brandschutzverordnung wurden ausführlich erörtert. Schließlich\s\
            einigte man sich darauf, ein Gutachten in Auftrag zu geben, das nach achtzehn Monaten vorliegen und\s\
            ungefähr 42.500 Euro kosten sollte.
            """;

    private static final String CHINESE = """
            委员会在十一月一个阴沉的星期二开会，讨论如何处理山上的旧天文台。近一个世纪以来，它一直观察着小镇上空的天空，起初用的是一台黄铜折射望远镜，孩子们星期天可以透过它看星星；后来换成了一台没有人真正懂得的照\
            相机。如今屋顶漏水，圆顶的轴承已经锈死，拥有这台仪器的大学也把天文学家们派到了半个地球以外的沙漠里。有些委员想建一座博物馆，另一些人想起铜的价格，主张把它卖掉。最后他们像所有委员会一样，同意委托撰写一\
            份报告，十八个月后提交，费用为四万二千五百元，大约相当于一个新屋顶的价格。
            """;

    private static final String CODE = """
            class Inventory:
                def __init__(self, items=None):
                    self.items = dict(items or {})

                def add(self, name, count=1):
                    if count <= 0:
                        raise ValueError(f"count must be positive, got {count}")
                    self.items[name] = self.items.get(name, 0) + count

            public static Optional<String> nearestNeighbour(List<Point> points, double maxDistance) {
                for (int i = 0; i < points.size(); i++) {
                    if (points.get(i).distanceTo(ORIGIN) <= maxDistance) {
                        return Optional.of(points.get(i).toString());
                    }
                }
                return Optional.empty();
            }
            """;

    @Test
    void of_recordedPrompts_totalWithinFivePercentAndHalfOfThemWithinEight() {
        Set<String> prompts = prompts();
        long tokens = 0;
        long estimated = 0;
        for (String prompt : prompts) {
            tokens += O200K.countTokensOrdinary(prompt);
            estimated += estimate(prompt);
        }
        List<Double> errors = prompts.stream()
                .filter(prompt -> O200K.countTokensOrdinary(prompt) >= 20)
                .map(prompt -> Math.abs(error(prompt)))
                .sorted()
                .toList();

        System.out.printf(
                "TokenEstimate: %d recorded prompts, %d tokens, total %+.1f %%; of %d with 20 tokens or more median %.1f %%, p90 %.1f %%%n",
                prompts.size(),
                tokens,
                (estimated * 100.0 / tokens) - 100,
                errors.size(),
                errors.get(errors.size() / 2),
                errors.get(errors.size() * 9 / 10));
        assertThat(prompts).hasSizeGreaterThan(500);
        assertThat(estimated * 100.0 / tokens).isCloseTo(100, within(5.0));
        assertThat(errors.get(errors.size() / 2)).isLessThan(8);
        assertThat(errors.get(errors.size() * 9 / 10)).isLessThan(16);
    }

    @Test
    void of_longTexts_withinTwentyPercent() {
        System.out.printf(
                "TokenEstimate: English %+.1f %%, German %+.1f %%, Chinese %+.1f %%, code %+.1f %%, JSON %+.1f %%%n",
                error(ENGLISH), error(GERMAN), error(CHINESE), error(CODE), error(json()));
        assertThat(error(ENGLISH)).as("English").isCloseTo(0, within(8.0));
        assertThat(error(GERMAN)).as("German").isCloseTo(0, within(20.0));
        assertThat(error(CHINESE)).as("Chinese").isCloseTo(0, within(15.0));
        assertThat(error(CODE)).as("code").isCloseTo(0, within(15.0));
        assertThat(error(json())).as("JSON").isCloseTo(0, within(15.0));
    }

    @Test
    void of_smallThings_isWhatOneSees() {
        assertThat(estimate("")).isZero();
        assertThat(estimate("hello")).isEqualTo(1);
        assertThat(estimate("hello world")).isEqualTo(2);
        assertThat(estimate("1234567")).isEqualTo(3);
        assertThat(estimate("toString")).isEqualTo(2);
        assertThat(estimate("a".repeat(1_000_000))).isPositive();
    }

    private static long estimate(String text) {
        TokenEstimate estimate = new TokenEstimate();
        estimate.add(Json.parse(JsonWriter.quote(text).getBytes(UTF_8)));
        return estimate.tokens();
    }

    /** In percent. */
    private static double error(String text) {
        return estimate(text) * 100.0 / O200K.countTokensOrdinary(text) - 100;
    }

    private static String json() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 30; i++) {
            json.append("""
                    {"id":%d,"name":"Ada Lovelace","email":"user%d@example.com","active":%b,"score":%d.%d,"tags":["alpha","beta"]},
                    """.formatted(1000 + i * 37, i, i % 2 == 0, i * 3, i * 1415));
        }
        return json.append("{}]").toString();
    }

    private static Set<String> prompts() {
        Set<String> prompts = new LinkedHashSet<>();
        for (Recording recording : Recordings.where(one -> one.request() != null)) {
            Call call = RecordedPrompts.DIALECTS.recognise(new Post(recording.path()));
            if (call != null) {
                RecordedPrompts.DIALECTS
                        .of(call)
                        .promptTexts(call, Json.parse(recording.request()), (role, run, text) -> {
                            if (!text.text().isEmpty()) {
                                prompts.add(text.text());
                            }
                        });
            }
        }
        return prompts;
    }

    private record Post(String path) implements Head {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String header(String name) {
            return null;
        }
    }
}
