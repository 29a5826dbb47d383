package ai.gateway.embeddings;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.embeddings.SharedTexts.Utterance;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Judges;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Said;
import ai.gateway.judge.TopicRules;
import ai.gateway.semantic.Encoded;
import ai.gateway.semantic.Encoder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** How well topics are told apart by some phrases: the figures of {@code docs/judges.md}, printed as rows of its table. */
@Tag("heavy")
class TopicFiguresHeavyIT {

    private static final int EVERY = 4;

    private static final List<String> BANK = List.of(
            "bank accounts, cards and payments",
            "transferring money to another account",
            "a card payment, a cash withdrawal or a fee",
            "topping up an account",
            "a lost, stolen or declined card",
            "a new card and its PIN",
            "verifying my identity",
            "exchange rates and currencies");

    private static final List<String> FOOD =
            List.of("recipes and cooking", "restaurants", "calories and nutrition of food");

    private static final Map<String, Set<String>> GROUPS = Map.of(
            "travel",
            words(
                    "book_flight book_hotel car_rental flight_status lost_luggage travel_suggestion carry_on plug_type vaccines"),
            "food",
            words(
                    "recipe cook_time ingredients_list ingredient_substitution nutrition_info calories food_last meal_suggestion "
                            + "restaurant_suggestion restaurant_reviews restaurant_reservation"),
            "car",
            words(
                    "tire_change tire_pressure last_maintenance mpg oil_change_when oil_change_how jump_start gas_type gas"),
            "talk",
            words(
                    "tell_joke fun_fact meaning_of_life how_old_are_you do_you_have_pets what_are_your_hobbies are_you_a_bot "
                            + "who_made_you where_are_you_from what_is_your_name greeting goodbye thank_you"));

    private static Model model;
    private static final Map<String, Encoded> KNOWN = new HashMap<>();

    @BeforeAll
    static void load() throws Exception {
        model = OnnxModel.load();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    @Test
    void allowedTopic_passesAndOthersDoNot() throws Exception {
        Map<String, double[]> shares = shares(BANK, List.of());

        assertThat(1 - shares.get("bank")[2]).isGreaterThan(0.9);
        assertThat(shares.get("car")[2]).isGreaterThan(0.9);
        assertThat(shares.get("food")[2]).isGreaterThan(0.9);
    }

    @Test
    void deniedTopic_isFoundAndOthersPass() throws Exception {
        Map<String, double[]> shares = shares(List.of(), FOOD);

        assertThat(shares.get("food")[4]).isGreaterThan(0.4);
        assertThat(shares.get("bank")[4]).isLessThan(0.01);
    }

    /** By domain, the share that is objected to at thresholds from 0.15 on in steps of 0.05. */
    private static Map<String, double[]> shares(List<String> allow, List<String> deny) throws Exception {
        Map<String, double[]> objected = new HashMap<>();
        Map<String, Integer> all = new HashMap<>();
        List<Utterance> traffic = SharedTexts.traffic();
        for (int step = 0; step < 8; step++) {
            Guard guard = Judges.topics("topics", new TopicRules(allow, deny, 0.15 + 0.05 * step), encoder());
            for (int i = 0; i < traffic.size(); i += EVERY) {
                String domain = domain(traffic.get(i));
                if (step == 0) {
                    all.merge(domain, 1, Integer::sum);
                }
                Matter matter = Matter.request(
                        List.of(new Said(Role.USER, traffic.get(i).text())));
                boolean objects = guard.judge(matter).block() != null;
                objected.computeIfAbsent(domain, missing -> new double[8])[step] += objects ? 1 : 0;
            }
        }
        objected.forEach((domain, counts) -> {
            System.out.printf("| %s (%d)", domain, all.get(domain));
            for (int step = 0; step < counts.length; step++) {
                counts[step] /= all.get(domain);
                System.out.printf(Locale.ROOT, " | %.3f", counts[step]);
            }
            System.out.println(" |");
        });
        return objected;
    }

    /** The groups of a bank's customers are all about the bank. */
    private static String domain(Utterance utterance) {
        String group = utterance.group();
        for (var each : GROUPS.entrySet()) {
            if (group != null && each.getValue().contains(group)) {
                return each.getKey();
            }
        }
        return group == null ? "none" : utterance.bank() ? "bank" : "other";
    }

    private static Encoder encoder() {
        return new Encoder() {
            @Override
            public String model() {
                return MiniLm.MODEL;
            }

            @Override
            public int dimensions() {
                return MiniLm.DIMENSIONS;
            }

            @Override
            public float threshold() {
                return MiniLm.THRESHOLD;
            }

            @Override
            public Mono<Encoded> encode(String text) {
                return Mono.fromCallable(() -> KNOWN.computeIfAbsent(text, model::encode));
            }
        };
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" ", -1));
    }
}
