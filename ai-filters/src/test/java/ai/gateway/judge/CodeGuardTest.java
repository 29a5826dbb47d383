package ai.gateway.judge;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.judge.Objection.Mark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static ai.gateway.judge.Asked.answers;
import static ai.gateway.judge.Asked.objection;
import static ai.gateway.judge.Asked.says;
import static org.assertj.core.api.Assertions.assertThat;

class CodeGuardTest {

    private static final Guard CODE = Judges.code("no-code");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Here you are:\n```python\nx\n```\nBye.",
                "1. Run this:\n   ~~~bash\n   make\n   ~~~",
                "```js\nstill open",
                "```{.java}\nint x\n```"
            })
    void blocksOfALanguage_areObjectedTo(String text) {
        assertThat(objection(CODE, answers(text))).extracting("rule").isEqualTo("code-block");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "```\nfor x in range(3):\n    print(x)\n```",
                "def add(a, b):\n    return a + b\n",
                "const a = 1;\nlet b = a + 2;\nconsole.log(b);",
                "public class A {\n  private int x;\n  int get() { return x; }\n}",
                "#include <stdio.h>\nint main() {\n  printf(\"hi\");\n}",
                "Try this:\n\nSELECT name FROM users\nWHERE id = 1;\n\nThat is all.",
                "$ sudo apt-get update\n$ sudo apt-get install nginx",
                "<html>\n<body>\n<p>Hello</p>\n</body>\n</html>",
                "fn main() {\n    let x = 1;\n    println!(\"{}\", x);\n}",
                "if [ -f a ]; then\n  echo \"yes\"\nfi",
                ".a {\n  color: red;\n  margin: 0;\n}"
            })
    void linesThatLookLikeCode_areObjectedTo(String text) {
        assertThat(objection(CODE, answers(text))).as(text).extracting("rule").isEqualTo("code-lines");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Call `getName()` on the `user` object, then pass its result to `print(x)`.",
                "{\n  \"name\": \"Ann\",\n  \"ages\": [1, 2],\n  \"open\": { \"a\": true }\n}",
                "```json\n{ \"a\": 1 }\n```",
                "```\nDear Ann,\nthank you for the flowers.\n```",
                "2024-05-01 12:00:01 INFO Server - started in 3 ms\n2024-05-01 12:00:02 WARN Pool - low\n2024-05-01 12:00:03 INFO a=1",
                "[12/May] GET /index.html 200\n[12/May] GET /a.css 404\n[12/May] POST /x 500",
                "f(x) = x^2 + 3x\nf'(x) = 2x + 3\n\\frac{a}{b} = c\n$$E = mc^2$$",
                "y = 2x + 1\nx = 3\ny = 7\n",
                "| a | b |\n|---|---|\n| 1 | 2 |",
                "- import taxes are due in May;\n- return the form;\n- use a pen;",
                "# Title\n\nSelect one from the list, update it, and set the table.\n\n* class: second\n* for two people",
                "Name: Ann\nCity: Rome\nEmail: ann@example.com\nPhone: 555 0100",
                "If you return early, try to switch the light off while the others sleep."
            })
    void whatIsNoCode_passes(String text) {
        assertThat(objection(CODE, answers(text))).as(text).isNull();
    }

    @Test
    void marks_coverTheCodeAndNoProse() {
        String code = "def add(a, b):\n    return a + b\n";
        String text =
                "This adds two numbers, as you have asked.\n\n" + code + "\nAsk me again if it does not work for you.";
        Objection objection = objection(CODE, answers(text));

        assertThat(objection).isNotNull();
        assertThat(objection.marks()).singleElement().satisfies(mark -> {
            assertThat(mark.type()).isEqualTo("CODE");
            assertThat(text.substring(mark.start(), mark.end()).strip()).isEqualTo(code.strip());
        });
    }

    @Test
    void marks_tellWhichText() {
        Objection objection = objection(
                CODE, Matter.request(List.of(new Said(Role.USER, "hi"), new Said(Role.TOOL_RESULT, "```c\nx\n```"))));

        assertThat(objection).isNotNull();
        assertThat(objection.marks()).containsExactly(new Mark(1, 5, 7, "CODE"));
    }

    @Test
    void roles_thatAreNotJudged_pass() {
        String code = "```c\nx\n```";

        assertThat(objection(CODE, says(code))).isNotNull();
        assertThat(objection(
                        CODE, Matter.request(List.of(new Said(Role.SYSTEM, code), new Said(Role.ASSISTANT, code)))))
                .isNull();
        assertThat(objection(
                        CODE, answers(List.of(), new Said(Role.TOOL_ARGUMENTS, code), new Said(Role.THINKING, code))))
                .isNull();
    }
}
