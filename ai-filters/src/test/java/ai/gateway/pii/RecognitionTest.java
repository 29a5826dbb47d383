package ai.gateway.pii;

import ai.gateway.scan.Find;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every entity: as its issuer or a public library of such numbers has it for an example, and with a wrong check digit. */
class RecognitionTest {

    /** Entity, a word that speaks of it, a right one, one that looks like it and is none. */
    private static final String SAMPLES = """
            EMAIL | mail | o'neil.x+tag@mail.example.co.uk | neil@example
            EMAIL | mail | jörg@müller.example | @example.com
            EMAIL | mail | user@xn--80ak6aa92e.com | logo@2x.png
            PHONE | phone | +44 20 7123 4567 | 12.12.2020
            PHONE | phone | (415) 555-0132 | 20 7
            PHONE | phone | 415-555-0132 x12 | 3.1415926
            PHONE | phone | 93 35 31 22 | 1 2 3 4 5 6 7
            CREDIT_CARD | card | 4111 1111 1111 1111 | 4111 1111 1111 1112
            CREDIT_CARD | card | 3782-822463-10005 | 3782-822463-10006
            CREDIT_CARD | card | 30569309025904 | 30569309025905
            IBAN | iban | GB82 WEST 1234 5698 7654 32 | GB82 WEST 1234 5698 7654 33
            IBAN | iban | DE89370400440532013000 | DE89370400440532013001
            IBAN | iban | AL47-2121-1009-0000-0002-3569-8741 | XX47-2121-1009-0000-0002-3569-8741
            CRYPTO | wallet | 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa | 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb
            CRYPTO | wallet | bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq | bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp
            CRYPTO | wallet | 0x52908400098527886E0F7030069857D2E4169EE7 | 0x52908400098527886E0F7030069857D2E4169EEG
            US_ABA | routing | 021000021 | 021000022
            US_BANK_ACCOUNT | account number | 945456787654 | 94545
            IP | ip | 192.168.10.1 | 192.168.10.256
            IP | ip | 2001:db8::8a2e:370:7334 | 2001:db8::8a2e::7334
            IP | ip | ::ffff:10.0.0.1 | ::ffff:256.0.0.1
            MAC | mac | 00:1B:44:11:3A:B7 | 00:1B:44:11:3A:G7
            MAC | mac | AA-BB-CC-DD-EE-FF | AA-BB-CC:DD-EE-FF
            URL_CREDENTIALS | url | admin:hunter2 | admin:${PASSWORD}
            DATE_OF_BIRTH | born | 31/12/1999 | 31/13/1999
            DATE_OF_BIRTH | born | 1999-12-31 | 1999-12-32
            DATE_OF_BIRTH | born | 31st of December 1999 | 32nd of December 1999
            DATE_OF_BIRTH | born | March 5, 1999 | Marching 5, 1999
            PASSPORT | passport | C01X00T47 | CABCDEFGH
            DRIVER_LICENSE | driver's license | F162823540116 | FABCDEFGHIJKL
            DRIVER_LICENSE | driver's license | MORGA657054SM9IJ | MORGA697354SM9IJ
            LICENSE_PLATE | plate | AB51 ABC | AB51 ABQ
            US_NPI | npi | 1234567893 | 1234567894
            US_MBI | mbi | 1EG4-TE5-MK73 | 1SG4-TE5-MK73
            US_DEA | dea | AB1234563 | AB1234564
            DE_LANR | lanr | 123456601 | 123456701
            DE_HEALTH_INSURANCE | kvnr | A123456780 | A123456781
            US_SSN | ssn | 078-05-1123 | 078-05-1120
            US_SSN | ssn | 536904399 | 666904399
            US_ITIN | itin | 912-70-1234 | 912-40-1234
            CA_SIN | sin | 130 692 544 | 130 692 545
            BR_CPF | cpf | 529.982.247-25 | 529.982.247-26
            CL_RUT | rut | 12.345.678-5 | 12.345.678-6
            AR_CUIT | cuit | 20-05536168-2 | 20-05536168-3
            MX_CURP | curp | BOXW310820HNERXN09 | BOXW310820HNERXN08
            UK_NHS | nhs | 943 476 5919 | 943 476 5918
            UK_NINO | nino | AB 12 34 56 C | BG 12 34 56 C
            IE_PPS | pps | 6433435F | 6433435G
            ES_NIF | dni | 54362315K | 54362315L
            ES_NIE | nie | X-1234567-L | X-1234567-M
            PT_NIF | contribuinte | 501964843 | 501964844
            FR_NIR | nir | 2 95 10 99 126 111 93 | 2 95 10 99 126 111 94
            IT_FISCAL_CODE | codice fiscale | RCCMNL83S18D969H | RCCMNL83S18D969I
            NL_BSN | bsn | 111222333 | 111222334
            BE_NRN | registre national | 85.07.30-033.28 | 85.07.30-033.29
            CH_AHV | ahv | 756.9217.0769.85 | 756.9217.0769.86
            DE_TAX_ID | idnr | 36574261809 | 36574261808
            DE_SOCIAL_SECURITY | rvnr | 15070649C103 | 15070649C104
            AT_SVNR | svnr | 1237 010180 | 1238 010180
            FI_HETU | hetu | 131052-308T | 131052-308U
            FI_HETU | hetu | 020594X903P | 020594X903R
            SE_PERSONNUMMER | personnummer | 811228-9874 | 811228-9873
            NO_FNR | fnr | 15108695088 | 15108695089
            DK_CPR | cpr | 211062-5629 | 321062-5629
            EE_ISIKUKOOD | isikukood | 36805280109 | 36805280108
            PL_PESEL | pesel | 44051401359 | 44051401358
            CZ_RC | rodné číslo | 710319/2745 | 710319/2746
            RO_CNP | cnp | 1630615123457 | 1630615123458
            BG_EGN | egn | 7523169263 | 7523169264
            HR_OIB | oib | 33392005961 | 33392005962
            TR_NATIONAL_ID | tckn | 17291716060 | 17291716061
            IN_AADHAAR | aadhaar | 2341 2341 2346 | 2341 2341 2347
            IN_PAN | permanent account number | ACUPA7085R | ACUP7085RA
            IN_VOTER | voter | CPJ4467918 | CPJ446791
            KR_RRN | rrn | 971013-1019902 | 971313-1019902
            KR_FRN | frn | 971013-7019902 | 971313-7019902
            CN_ID | 身份证号 | 11010519491231002X | 110105194912310021
            JP_MY_NUMBER | my number | 6214 9832 0257 | 6214 9832 0258
            TW_ID | 身分證 | A123456789 | A123456788
            SG_NRIC | nric | S1234567D | S1234567E
            MY_NRIC | mykad | 770305-02-1234 | 770305-17-1234
            TH_TNIN | thai id | 1-2345-45678-78-1 | 1-2345-45678-78-2
            PH_TIN | bir | 000-123-456-000 | 000-123-4567-000
            ZA_ID | south african id | 7503305044089 | 7503305044088
            AE_EMIRATES_ID | emirates id | 784-1980-1234567-8 | 784-1980-1234567-9
            IL_ID | teudat zehut | 039337423 | 039337424
            AU_TFN | tfn | 123 456 782 | 123 456 783
            AU_MEDICARE | medicare | 2123 45670 1 | 2123 45671 1
            AU_ABN | abn | 83 914 571 673 | 83 914 571 674
            AU_ACN | acn | 004 085 616 | 004 085 617
            BR_CNPJ | cnpj | 16.727.230/0001-97 | 16.727.230/0001-98
            DE_VAT_ID | ust-idnr | DE 136695976 | DE 136695977
            IT_VAT | partita iva | 00743110157 | 00743110158
            IN_GSTIN | gstin | 27AAPFU0939F1ZV | 39AAPFU0939F1ZV
            KR_BRN | brn | 220-81-62517 | 220-81-62518
            SE_ORGANISATIONSNUMMER | organisationsnummer | 123456-7897 | 123456-7898
            SG_UEN | uen | 197401143C | 197401143D
            SG_UEN | uen | 00192200M | 00192200N
            SG_UEN | uen | T01FC6132D | T01FC6132E
            """;

    record Sample(Entity entity, String word, String right, String wrong) {

        static Sample of(String line) {
            String[] parts = line.split(" \\| ", -1);
            return new Sample(Entity.valueOf(parts[0]), parts[1], parts[2], parts[3]);
        }

        /** Credentials stand in URLs alone. */
        String written(String id) {
            return entity == Entity.URL_CREDENTIALS ? "https://" + id + "@db.example/x" : id;
        }
    }

    static Stream<Sample> samples() {
        return SAMPLES.lines().map(Sample::of);
    }

    @Test
    void samples_areOfEveryEntity() {
        Set<Entity> sampled = samples().map(Sample::entity).collect(Collectors.toSet());

        assertThat(sampled).isEqualTo(Entity.named(Entity.ALL));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void id_alone_isFoundByTheLeastScore(Sample sample) {
        assertThat(found(sample, sample.written(sample.right()))).containsExactly(sample.right());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void id_inASentence_isFoundAmongAllEntities(Sample sample) {
        String text = "He said: \"my " + sample.word() + " is " + sample.written(sample.right()) + ", thank you.\"";

        List<Find> finds = PersonalData.scanner(Wanted.of(Entity.ALL)).scan(text);

        assertThat(finds).anySatisfy(find -> {
            assertThat(find.type()).isEqualTo(sample.entity().name());
            assertThat(find.in(text)).isEqualTo(sample.right());
            assertThat(find.rule()).isEqualTo(Finds.rule(sample.entity().name()));
        });
    }

    @ParameterizedTest
    @MethodSource("samples")
    void id_wrong_isNotFound(Sample sample) {
        assertThat(found(sample, sample.written(sample.wrong()))).doesNotContain(sample.wrong());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void id_withinAWord_isNotFound(Sample sample) {
        if (sample.entity() != Entity.EMAIL && sample.entity() != Entity.URL_CREDENTIALS) {
            assertThat(found(sample, "é" + sample.right())).doesNotContain(sample.right());
            assertThat(found(sample, sample.right() + "é")).doesNotContain(sample.right());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void id_betweenIdeographs_isFound(Sample sample) {
        String text = "号码是" + sample.written(sample.right()) + "谢谢";

        assertThat(found(sample, text)).contains(sample.right());
    }

    private static List<String> found(Sample sample, String text) {
        Wanted wanted = Wanted.of(sample.entity().name()).withMinScore(0);
        return PersonalData.scanner(wanted).scan(text).stream()
                .map(find -> find.in(text))
                .toList();
    }
}
