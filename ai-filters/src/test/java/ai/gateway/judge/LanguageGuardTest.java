package ai.gateway.judge;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Set;

import static ai.gateway.judge.Asked.objection;
import static ai.gateway.judge.Asked.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LanguageGuardTest {

    private static final Guard ENGLISH = Judges.language("english", Set.of("en"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    de | Können Sie mir bitte sagen, wann der nächste Zug nach Hamburg fährt?
                    fr | Est-ce que vous pouvez me dire quand le prochain train pour Lyon va partir ?
                    es | ¿Me puede decir cuándo sale el próximo tren para Sevilla, por favor?
                    it | Mi può dire quando parte il prossimo treno per la città di Torino?
                    pt | Você pode me dizer quando sai o próximo trem para a cidade do Porto?
                    nl | Kunt u mij vertellen wanneer de volgende trein naar Utrecht gaat?
                    sv | Kan du berätta för mig när nästa tåg till Göteborg går från stationen?
                    da | Kan du fortælle mig, hvornår det næste tog til Aarhus kører fra stationen?
                    no | Kan du si meg når neste tog til Bergen går fra stasjonen i dag?
                    fi | Voisitko kertoa minulle, milloin seuraava juna lähtee ja onko siinä vielä tilaa?
                    pl | Czy może mi pan powiedzieć, kiedy odjeżdża następny pociąg do Gdańska?
                    cs | Můžete mi prosím říct, kdy jede další vlak do Brna a kolik to stojí?
                    sk | Môžete mi prosím povedať, kedy ide ďalší vlak do Košíc a koľko to stojí?
                    hu | Meg tudja mondani, hogy mikor indul a következő vonat és hol kell jegyet venni?
                    ro | Îmi puteți spune când pleacă următorul tren spre Iași și de unde pot lua bilet?
                    tr | Bir sonraki trenin ne zaman kalkacağını ve nereden bilet alacağımı söyler misiniz lütfen?
                    id | Bisakah anda memberi tahu saya kapan kereta yang berikutnya akan berangkat?
                    vi | Bạn có thể cho tôi biết khi nào chuyến tàu tiếp theo khởi hành không?
                    hr | Možete li mi reći kada polazi sljedeći vlak i gdje mogu kupiti kartu?
                    ru | Скажите, пожалуйста, когда отправляется следующий поезд в Казань?
                    uk | Скажіть, будь ласка, коли вирушає наступний потяг і чи є ще місця?
                    bg | Кажете ми, моля, кога тръгва следващият влак и къде мога да купя билет?
                    el | Μπορείτε να μου πείτε πότε φεύγει το επόμενο τρένο;
                    he | האם תוכל לומר לי מתי יוצאת הרכבת הבאה?
                    ar | هل يمكنك أن تخبرني متى يغادر القطار التالي إلى القاهرة؟
                    fa | می توانید به من بگویید که قطار بعدی چه زمانی حرکت می کند؟
                    ur | کیا آپ مجھے بتا سکتے ہیں کہ اگلی ٹرین کب جائے گی؟
                    hi | क्या आप मुझे बता सकते हैं कि अगली ट्रेन कब जाएगी?
                    th | คุณช่วยบอกฉันได้ไหมว่ารถไฟขบวนต่อไปจะออกเมื่อไร
                    ja | 次の電車はいつ出発しますか？教えてください。
                    zh | 请问下一班火车什么时候出发？我在哪里可以买票？
                    ko | 다음 기차는 언제 출발하는지 알려 주시겠어요?
                    """)
    void languages_thatAreNotWanted_areObjectedToByTheirName(String code, String text) {
        assertThat(objection(ENGLISH, says(text)))
                .isEqualTo(new Objection("language", "like " + code + " (expected: en)"));
        assertThat(objection(Judges.language("own", Set.of(code)), says(text))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ok.",
                "Merci!",
                "Guten Tag",
                "Johann Sebastian Bach, Georg Friedrich Händel, Wolfgang Amadeus Mozart, Ludwig van Beethoven",
                "Rio de Janeiro, Buenos Aires, Santiago de Chile, La Paz, Ciudad de México",
                "123 456 789 000",
                "https://de.example.com/der/die/das/und/oder/aber/nicht",
                "The word \"Schadenfreude\" comes from German: der Schaden and die Freude make one word.",
                "for (int i = 0; i < n; i++) {\n  der.die(das);\n  und(oder);\n}",
                "See:\n```\nDas ist ein Beispiel, und es ist nicht auf Englisch, aber das macht nichts.\n```\nThat was it.",
                "東京 (Tokyo) is the capital of Japan, and 大阪 is a large city in the west.",
            })
    void whatIsShortOrMixedOrNoLanguage_passes(String text) {
        assertThat(objection(ENGLISH, says(text))).as(text).isNull();
    }

    @Test
    void capitals_areReadLikeSmallLetters() {
        String text = "Können Sie mir bitte sagen, wann der nächste Zug nach Hamburg fährt?".toUpperCase(Locale.ROOT);

        assertThat(objection(ENGLISH, says(text))).isNotNull();
    }

    @Test
    void several_passAlike() {
        Guard guard = Judges.language("nordic", Set.of("nb", "sv-SE"));

        assertThat(objection(guard, says("Kan du si meg når neste tog til Bergen går fra stasjonen?")))
                .isNull();
        assertThat(objection(guard, says("Please tell me when the next train to the city is going to leave.")))
                .extracting("why")
                .isEqualTo("like en (expected: no, sv)");
    }

    @Test
    void languages_thatAreNotKnown_areRefused() {
        assertThatThrownBy(() -> Judges.language("x", Set.of("tlh")))
                .hasMessageStartingWith("languages: tlh (expected: of af, am, ar");
        assertThatThrownBy(() -> Judges.language("x", Set.of())).hasMessageStartingWith("languages: none");
    }
}
