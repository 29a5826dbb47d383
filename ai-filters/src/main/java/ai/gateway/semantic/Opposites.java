package ai.gateway.semantic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words that change a question when one stands for the other: antonyms, and members of a small closed set. */
final class Opposites {

    /** In each line, any two. */
    private static final String SETS = """
            increase decrease
            raise lower
            rise fall
            rise drop
            buy sell rent
            open close
            open shut
            enable disable
            activate deactivate
            start stop
            start end
            begin end
            start finish
            begin finish
            before after during
            above below
            maximum minimum
            max min
            highest lowest
            best worst
            better worse
            cheap expensive
            cheapest priciest
            most least
            more less fewer
            many few
            good bad
            pros cons
            advantage disadvantage
            benefit risk drawback harm
            gain lose
            profit loss
            login logout
            signup login
            add remove
            add delete
            add subtract
            multiply divide
            create delete
            create destroy
            accept reject
            accept decline
            approve deny
            approve reject
            allow block
            allow forbid
            import export
            upload download
            male female
            man woman
            boy girl
            husband wife
            boyfriend girlfriend
            father mother
            dad mom
            brother sister
            son daughter
            uncle aunt
            he she
            him her
            old new
            old young
            older younger
            oldest youngest newest
            first last
            last next
            next previous
            early late
            earlier later
            left right
            north south east west
            northern southern eastern western
            hot cold
            warm cool
            in out
            into from
            to from
            on off
            up down
            over under
            with without
            inside outside
            true false
            safe unsafe dangerous
            legal illegal
            love hate
            like dislike
            win lose
            easy hard difficult
            easier harder
            high low
            long short
            longest shortest
            tall short
            tallest shortest
            fast slow
            fastest slowest
            big small
            biggest smallest
            bigger smaller
            large small
            largest smallest
            heavy light
            dark light
            deep shallow
            wide narrow
            thick thin
            strong weak
            rich poor
            full empty
            wet dry
            clean dirty
            loud quiet
            hard soft
            deposit withdraw
            deposit withdrawal
            send receive
            debit credit
            creditcard debitcard
            lend borrow
            give take
            use get
            use make
            teach learn
            question answer
            push pull
            indoor outdoor
            install uninstall
            encrypt decrypt
            encode decode
            compress extract
            ascending descending
            lock unlock
            freeze unfreeze
            subscribe unsubscribe
            connect disconnect
            attach detach
            show hide
            include exclude
            expand collapse
            front back
            front rear
            top bottom
            senior junior
            urban rural
            same different
            similar different
            internal external
            positive negative
            public private
            single married
            primary secondary
            direct indirect
            odd even
            always never
            all none
            past future
            ancient modern
            arrive depart
            arrival departure
            enter leave
            enter exit
            join leave
            succeed fail
            success failure
            pass fail
            cause cure
            cause prevent
            symptom treatment
            prevent promote
            encourage discourage
            agree disagree
            admit deny
            attack defend
            hire fire
            employer employee
            lender borrower
            buyer seller
            landlord tenant
            teacher student
            doctor patient
            parent child
            lose find
            remember forget
            save spend
            save delete
            input output
            read write
            encryption decryption
            upgrade downgrade
            formal informal
            polite rude
            polite angry
            optimistic pessimistic
            simple complex
            simple complicated
            real fake
            alive dead
            awake asleep
            healthy sick
            sweet sour bitter salty
            raw cooked
            domestic foreign international
            red orange yellow green blue purple pink brown black white grey
            bachelor master doctorate
            undergraduate graduate postgraduate
            vegetarian vegan
            breakfast lunch dinner
            daily weekly monthly yearly
            second minute hour day week month quarter year decade century
            """;

    private static final List<String> PREFIXES =
            List.of("un", "in", "im", "ir", "il", "dis", "non", "anti", "de", "mis");

    private static final Map<String, Set<String>> OF = read();

    private Opposites() {}

    /** @param one as it was written or as a concept; both are known */
    static boolean are(String one, String other) {
        Set<String> opposites = OF.get(one);
        return (opposites != null && opposites.contains(other)) || isNegated(one, other) || isNegated(other, one);
    }

    private static boolean isNegated(String longer, String plain) {
        for (String prefix : PREFIXES) {
            boolean same = longer.startsWith(prefix)
                    && plain.length() > 2
                    && Lexicon.concept(longer.substring(prefix.length())).equals(plain);
            if (same) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> all = new HashMap<>();
        SETS.lines().map(Lists::list).forEach(set -> {
            for (String one : set) {
                for (String other : set) {
                    put(all, one, other);
                    put(all, Lexicon.concept(one), Lexicon.concept(other));
                }
            }
        });
        return all;
    }

    private static void put(Map<String, Set<String>> all, String one, String other) {
        if (!Lexicon.concept(one).equals(Lexicon.concept(other))) {
            all.computeIfAbsent(one, word -> new HashSet<>()).add(other);
        }
    }
}
