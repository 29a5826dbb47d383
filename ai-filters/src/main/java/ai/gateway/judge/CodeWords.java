package ai.gateway.judge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What languages of programs are called, and how lines of theirs begin, as {@code code.txt} says. */
final class CodeWords {

    /** What a fence may say before program code. */
    static final Set<String> LANGUAGES = Set.of(
            ("python py python3 java javascript js jsx typescript ts tsx c cpp c++ cc h hpp objective-c objc csharp c# cs f# fsharp "
                            + "go golang rust rs ruby rb php perl pl swift kotlin kt kts scala groovy dart lua r julia jl haskell hs "
                            + "elixir ex erlang erl clojure clj lisp scheme ocaml ml matlab octave fortran cobol pascal delphi vb "
                            + "vbnet vba ada prolog asm assembly nasm solidity zig nim crystal shell sh bash zsh fish ksh console "
                            + "shell-session shellsession powershell ps1 pwsh bat batch cmd sql psql plsql tsql mysql sqlite pgsql "
                            + "html html5 xhtml css scss sass less vue svelte astro dockerfile docker makefile make cmake gradle "
                            + "terraform hcl tf nix graphql proto protobuf awk sed vim applescript verilog vhdl systemverilog cuda "
                            + "glsl hlsl wasm wat jupyter ipython node coffeescript")
                    .split(" ", -1));

    /** What a fence may say before what is no program. */
    static final Set<String> DATA = Set.of(
            ("text txt plain plaintext none markdown md json jsonc json5 jsonl ndjson csv tsv log logs output math latex tex "
                            + "katex mermaid quote email yaml yml toml ini xml svg properties http diff ascii")
                    .split(" ", -1));

    /** Lines that are nothing else. */
    private static final Set<String> WHOLE = Set.of(
            "*/ end end; fi done esac pass break break; continue; return return; begin BEGIN BEGIN; END END; COMMIT; else else: else{ then default: try: finally: do{ (function() {"
                    .split(" ", -1));

    private static final double OF_WHOLE = 1.5;

    /** A beginning that counts where something else follows. */
    private record Start(String begins, String has, double points) {}

    /** By their first two characters. */
    private static final Map<String, List<Start>> STARTS = starts();

    private CodeWords() {}

    /** Reads what else would be read when somebody waits. */
    static void ready() {
        points("");
    }

    private static Map<String, List<Start>> starts() {
        Map<String, List<Start>> starts = new HashMap<>();
        try (InputStream in = CodeWords.class.getResourceAsStream("code.txt");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("# ")).forEach(line -> read(line, starts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return starts;
    }

    private static void read(String line, Map<String, List<Start>> into) {
        String[] words = line.split(" ", -1);
        double points = Double.parseDouble(words[0]);
        String has = words[1].equals("-") ? "" : words[1].replace('_', ' ');
        for (int i = 2; i < words.length; i++) {
            String begins = words[i].replace('_', ' ');
            into.computeIfAbsent(key(begins), missing -> new ArrayList<>()).add(new Start(begins, has, points));
        }
    }

    /** The points of how a line begins: the most that it gets by any of them. */
    static double points(String line) {
        double points = WHOLE.contains(line) ? OF_WHOLE : 0;
        for (Start start : STARTS.getOrDefault(key(line), List.of())) {
            boolean holds = line.startsWith(start.begins) && line.indexOf(start.has, start.begins.length() - 1) >= 0;
            points = holds ? Math.max(points, start.points) : points;
        }
        return points;
    }

    private static String key(String line) {
        return line.substring(0, Math.min(2, line.length()));
    }
}
