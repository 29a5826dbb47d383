package ai.gateway.semantic;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What words are to a question: some carry it, some only ask it. All of general English; nothing of any one trade. */
final class Lexicon {

    /** Words that hold a sentence together. Some have opposites all the same, see {@link Opposites}. */
    private static final Set<String> FUNCTION = Lists.set("""
            a an the of to in on at for from by with and or is are was were be been being am do does did done doing
            has have had having i me my mine myself we us our ours you your yours yourself he him his she her hers it its
            they them their theirs this that these those there here what which who whom whose when where why how can
            could should would will shall may might must ought if as than then so but about into onto over under up down
            out off through during between among within upon toward towards via per until till since while because
            although though whether just very really quite too also even still yet already ever always usually often
            sometimes again only any some all each every both either such same other another else own much many more
            most few several lot lots bit get got let yes ok okay etc vs versus like able one ones someone somebody
            anyone anybody everyone something anything everything thing things back away around along
            anyway actually basically exactly currently generally normally typically simply easily properly correctly
            """);

    /** Words that ask and tell, whatever about. */
    private static final Set<String> ASKING = Lists.set("""
            please kindly tell explain know want wish like need help hello hi hey dear thanks thank question wonder
            wondering ask asking advise advice suggestion suggestions tip tips idea ideas way ways method methods mean
            means meaning meant possible recommend recommended guide guidance info information detail details
            say says said think thinks someone use used using look looks looking go going try trying make makes keep
            available example examples exist exists exact actual become find
            """);

    /** Those that ask when they begin a sentence, and are words like others elsewhere. */
    private static final Set<String> BEGINNINGS = Lists.set("list describe show give define name provide");

    private static final Set<String> NEGATORS =
            Lists.set("not no never none without neither nor nothing nobody nowhere unable except hardly");

    private static final Map<String, String[]> PHRASES = Lists.phrases("""
            log in:login|logged in:login|logging in:login|sign in:login|signing in:login|sign on:login|log on:login
            |log out:logout|log off:logout|sign out:logout|logging out:logout|sign up:signup|set up:setup
            |setting up:setup|how come:why|best way:way|good way:way|right way:way|proper way:way|better way:way
            |best ways:way|good ways:way|each day:daily|every day:daily|per day:daily|a day:daily|each week:weekly
            |every week:weekly|per week:weekly|each month:monthly|every month:monthly|per month:monthly
            |each year:yearly|every year:yearly|per year:yearly|of course:yes|at all:yes|a lot:much|kind of:some
            |sort of:some|type of:some|types of:some|kinds of:some|in order:to|due to:because|no one:nobody
            |whether or:whether|bullet points:bullets|bullet point:bullets|cell phone:phone|mobile phone:phone
            |smart phone:phone|credit card:creditcard|debit card:debitcard|not only:also|or not:yes|why not:why
            |only one:one|get rid:remove|turn on:switch on|turned on:switch on|turning on:switch on
            |turn off:switch off|turned off:switch off|turning off:switch off
            """);

    /** Lines of words that mean the same wherever they stand; close is not enough. */
    private static final String SYNONYMS = """
            buy purchase
            fast quick rapid speedy quickly
            fastest quickest
            begin start commence
            large big
            cheap inexpensive
            phone telephone cellphone smartphone mobile
            car automobile
            movie film
            picture photo photograph image pic
            delete erase
            choose select pick
            difference differ different distinguish
            benefit advantage pros
            best good great nice top favorite favourite
            affect effect impact influence
            chance odds probability likelihood
            issue problem trouble
            real true genuine
            ordinary regular normal common usual
            famous popular
            main major key primary
            assistance help support
            purpose aim goal objective
            rule regulation
            street road
            wage salary
            shop store
            trip journey
            subject topic
            law legislation
            amount quantity
            contact reach
            verify confirm
            verification confirmation
            modify alter
            replace substitute
            broken damaged
            refund reimbursement
            whole entire
            terrible awful horrible
            mandatory compulsory obligatory
            sufficient enough
            crazy insane
            funny hilarious
            scary frightening
            argue quarrel
            area region
            forecast prediction predict
            strategy tactic
            trash garbage rubbish
            flashlight torch
            money fund
            expire expiration expiry
            register registration
            subscribe subscription
            cancel cancellation
            deliver delivery
            arrive arrival
            refuse refusal
            grow growth
            sign signature
            compare comparison
            destroy destruction
            solve solution
            prove proof
            succeed success successful
            fail failure
            marry marriage
            behave behavior
            compete competition
            consume consumption
            produce production
            reproduce reproduction
            reduce reduction
            respond response
            speak speech
            drawback disadvantage cons
            child kid
            doctor physician
            mistake error
            repair fix mend
            answer reply
            happen occur
            obtain acquire receive
            permit allow
            important importance
            difficult hard tough difficulty
            simple easy
            begin beginning
            finish complete
            need require
            assist help aid
            company firm
            job occupation
            improve enhance better improvement
            reduce decrease lessen
            increase raise
            stop quit cease
            shut close
            gift present
            clothes clothing
            vacation holiday
            lawyer attorney
            author writer write
            creator create
            inventor invent
            founder found
            weight weigh
            deep depth
            wide width
            strong strength
            hot heat
            choose choice
            lose loss
            live life
            die death dead
            sell sale
            believe belief
            pronounce pronunciation
            explain explanation
            describe description
            decide decision
            apply application
            pay payment
            daily day
            weekly week
            monthly month
            yearly year annual annually
            kg kilogram kilo kilos kgs
            g gram grams
            lb pound lbs
            km kilometer kilometre kms
            m meter metre
            cm centimeter centimetre
            mm millimeter millimetre
            mile mi
            ft foot
            inch inches
            hour hr hrs
            minute min mins
            sec secs
            dollar usd $
            euro eur €
            gbp £
            rupee inr ₹ rs
            percent % percentage
            celsius centigrade
            fahrenheit f
            gb gigabyte
            mb megabyte
            tb terabyte
            liter litre l
            usa us america
            uk britain
            tv television
            maths math mathematics
            programming coding
            grey gray
            programme program
            colour color
            safe safely safety
            website site webpage
            email mail
            illness sickness disease
            rich wealthy
            smart intelligent clever
            """;

    private static final Map<String, String> CONCEPTS = concepts();

    private Lexicon() {}

    static boolean isNegator(String word) {
        return NEGATORS.contains(word);
    }

    static boolean isFunction(String word) {
        return FUNCTION.contains(word);
    }

    static boolean isAsking(String word, boolean begins) {
        return ASKING.contains(word) || (begins && BEGINNINGS.contains(word));
    }

    /** What two words stand for, as words; null where they are just two words. */
    static String @Nullable [] phrase(String first, String second) {
        return PHRASES.get(first + ' ' + second);
    }

    /** What a word that carries meaning is about: the same for its forms and for words of the same meaning. */
    static String concept(String word) {
        String root = Inflection.root(word);
        return CONCEPTS.getOrDefault(root, root);
    }

    private static Map<String, String> concepts() {
        Map<String, String> all = new HashMap<>();
        SYNONYMS.lines().forEach(line -> {
            List<String> words = Lists.list(line);
            String first = Inflection.root(words.get(0));
            String known = all.getOrDefault(first, first);
            words.forEach(word -> all.putIfAbsent(Inflection.root(word), known));
        });
        return Map.copyOf(all);
    }
}
