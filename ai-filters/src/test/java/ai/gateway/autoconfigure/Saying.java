package ai.gateway.autoconfigure;

import ai.gateway.exchange.Operation;

import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that a request may say, as a client of some dialect says it.
 *
 * @param client its dialect
 * @param name of the parameter, as OpenAI's clients know it; or what it is about
 * @param without the request without it
 * @param mark stands in a request just where the thing is said; empty where any difference is it
 */
record Saying(Operation operation, String client, String name, String without, String with, String mark) {

    private static final String USER = "{'role':'user','content':'hi'}";
    private static final String TOOL = "{'type':'function','function':{'name':'MARK','parameters':"
            + "{'type':'object','properties':{'a':{'type':'string'}}}%s}}";
    private static final String TOOLS =
            "'tools':[" + TOOL.formatted("") + "," + TOOL.formatted("").replace("MARK", "two") + ","
                    + TOOL.formatted("").replace("MARK", "three") + "]";

    /** What chats may say, in the order of the docs. */
    static List<Saying> chats() {
        return Stream.of(instructions(), sampling(), tools(), forms(), media(), accounts())
                .flatMap(sayings -> sayings)
                .toList();
    }

    private static Stream<Saying> instructions() {
        return Stream.of(
                messages("system message", "{'role':'system','content':'MARK'}," + USER),
                messages("developer message", "{'role':'developer','content':'MARK'}," + USER),
                messages("name of a speaker", "{'role':'user','name':'MARK','content':'hi'}"),
                messages(
                        "unsigned thoughts of earlier turns",
                        USER + ",{'role':'assistant','content':'yes','reasoning_content':'MARK'}," + USER),
                messages(
                        "cache mark",
                        "{'role':'user','content':[{'type':'text','text':'hi','cache_control':{'type':'ephemeral'}}]}",
                        ""));
    }

    private static Stream<Saying> sampling() {
        return Stream.of(
                chat("max_tokens", "'max_tokens':50"),
                chat("temperature", "'temperature':0.5"),
                chat("top_p", "'top_p':0.5"),
                chat("top_k", "'top_k':5"),
                chat("frequency_penalty", "'frequency_penalty':0.5"),
                chat("presence_penalty", "'presence_penalty':0.5"),
                chat("seed", "'seed':4711"),
                chat("stop", "'stop':['X']"),
                chat("n", "'n':2"),
                chat("logprobs", "'logprobs':true"),
                chat("top_logprobs", "'logprobs':true", "'top_logprobs':3"));
    }

    private static Stream<Saying> tools() {
        return Stream.of(
                chat("tools", TOOLS),
                chat(
                                "strict",
                                "'tools':[" + TOOL.formatted("") + "]",
                                "'tools':[" + TOOL.formatted(",'strict':true") + "]")
                        .instead(),
                chat("custom tool", "'tools':[{'type':'custom','custom':{'name':'MARK'}}]"),
                chat("tool_choice", TOOLS, "'tool_choice':'none'").named("tool_choice: none"),
                chat("tool_choice", TOOLS, "'tool_choice':'required'").named("tool_choice: required"),
                chat("tool_choice", TOOLS, "'tool_choice':{'type':'function','function':{'name':'two'}}")
                        .named("tool_choice: one tool"),
                chat(
                                "tool_choice",
                                TOOLS,
                                "'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required','tools':["
                                        + "{'type':'function','function':{'name':'two'}},"
                                        + "{'type':'function','function':{'name':'three'}}]}}")
                        .named("tool_choice: some tools"),
                chat("parallel_tool_calls", TOOLS, "'parallel_tool_calls':false")
                        .named("parallel_tool_calls: false"),
                messages(
                        "picture in a tool's result",
                        USER
                                + ",{'role':'assistant','content':null,'tool_calls':[{'id':'c','type':'function','function':"
                                + "{'name':'f','arguments':'{}'}}]},{'role':'tool','tool_call_id':'c','content':["
                                + "{'type':'image_url','image_url':{'url':'data:image/png;base64,MARK'}}]}"));
    }

    private static Stream<Saying> forms() {
        return Stream.of(
                chat("response_format", "'response_format':{'type':'json_object'}")
                        .named("response_format: json_object"),
                chat(
                                "response_format",
                                "'response_format':{'type':'json_schema','json_schema':{'name':'a','schema':"
                                        + "{'type':'object','properties':{'MARK':{'type':'string'}}}}}")
                        .named("response_format: json_schema"),
                chat("verbosity", "'verbosity':'low'"),
                chat("reasoning_effort", "'reasoning_effort':'low'"),
                chat("reasoning_effort", "'reasoning_effort':'none'").named("reasoning_effort: none"),
                new Saying(
                        Operation.CHAT,
                        "anthropic",
                        "thinking in tokens",
                        "{'model':'m','max_tokens':9000,'messages':[" + USER + "]}",
                        "{'model':'m','max_tokens':9000,'messages':[" + USER
                                + "],'thinking':{'type':'enabled','budget_tokens':2048}}",
                        ""));
    }

    private static Stream<Saying> media() {
        return Stream.of(
                part("picture", "'image_url','image_url':{'url':'data:image/png;base64,MARK'}"),
                part("picture by URL", "'image_url','image_url':{'url':'https://a.example/MARK.png'}"),
                part("file (PDF)", "'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,MARK'}"),
                part("file by id", "'file','file':{'file_id':'MARK'}"),
                part("audio", "'input_audio','input_audio':{'data':'MARK','format':'wav'}"),
                part("video by URL", "'video_url','video_url':{'url':'https://a.example/MARK.mp4'}"));
    }

    private static Stream<Saying> accounts() {
        return Stream.of(
                chat("user", "'user':'MARK'"),
                chat("metadata", "'metadata':{'team':'MARK'}"),
                chat("service_tier", "'service_tier':'flex'"),
                chat("prompt_cache_key", "'prompt_cache_key':'MARK'"),
                chat("store", "'store':true"));
    }

    /** What is said of embeddings, rankings, pictures and speech. */
    static List<Saying> others() {
        String openAi = "{'model':'m','input':'hi'}";
        String cohere = "{'model':'m','texts':['hi'],'embedding_types':['float']";
        String ranked = "{'model':'m','query':'q','documents':['a','b']";
        String painted = "{'model':'m','prompt':'p'";
        return List.of(
                new Saying(
                        Operation.EMBEDDINGS,
                        "openai",
                        "several inputs",
                        openAi,
                        openAi.replace("'hi'", "['hi','MARK']"),
                        "MARK"),
                new Saying(
                        Operation.EMBEDDINGS,
                        "openai",
                        "tokens as input",
                        openAi,
                        openAi.replace("'hi'", "[4711,42]"),
                        "4711"),
                new Saying(
                        Operation.EMBEDDINGS,
                        "cohere",
                        "picture as input",
                        cohere + "}",
                        cohere.replace("'texts':['hi']", "'images':['data:image/png;base64,MARK']") + "}",
                        "MARK"),
                more(Operation.EMBEDDINGS, "openai", "dimensions", openAi.replace("}", ""), "'dimensions':256"),
                more(Operation.EMBEDDINGS, "openai", "input_type", openAi.replace("}", ""), "'input_type':'query'"),
                more(Operation.EMBEDDINGS, "cohere", "input_type", cohere, "'input_type':'clustering'")
                        .named("input_type: clustering"),
                more(Operation.EMBEDDINGS, "cohere", "truncate", cohere, "'truncate':'NONE'"),
                new Saying(
                        Operation.EMBEDDINGS,
                        "cohere",
                        "int8 vectors",
                        cohere + "}",
                        cohere.replace("float", "int8") + "}",
                        ""),
                more(Operation.RERANK, "openai", "top_n", ranked, "'top_n':1"),
                more(Operation.RERANK, "cohere", "max_tokens_per_doc", ranked, "'max_tokens_per_doc':99"),
                more(Operation.IMAGE, "openai", "n", painted, "'n':2"),
                more(Operation.IMAGE, "openai", "size", painted, "'size':'1024x768'"),
                more(Operation.IMAGE, "openai", "quality", painted, "'quality':'high'"),
                more(Operation.IMAGE, "openai", "output_format", painted, "'output_format':'webp'"),
                more(Operation.SPEECH, "openai", "voice", "{'model':'m','input':'hi'", "'voice':'MARK'"),
                more(Operation.SPEECH, "openai", "instructions", "{'model':'m','input':'hi'", "'instructions':'MARK'"));
    }

    private static Saying more(Operation operation, String client, String name, String open, String member) {
        return new Saying(
                operation, client, name, open + "}", open + "," + member + "}", member.contains("MARK") ? "MARK" : "");
    }

    private static Saying chat(String name, String member) {
        String mark = member.contains("MARK") && !name.equals("tools") ? "MARK" : "";
        return new Saying(Operation.CHAT, "openai", name, body(USER, ""), body(USER, "," + member), mark);
    }

    private static Saying chat(String name, String beside, String member) {
        return new Saying(
                Operation.CHAT, "openai", name, body(USER, "," + beside), body(USER, "," + beside + "," + member), "");
    }

    private static Saying messages(String name, String messages) {
        return messages(name, messages, "MARK");
    }

    private static Saying messages(String name, String messages, String mark) {
        String without = mark.isEmpty() ? messages.replace(",'cache_control':{'type':'ephemeral'}", "") : USER;
        return new Saying(Operation.CHAT, "openai", name, body(without, ""), body(messages, ""), mark);
    }

    private static Saying part(String name, String part) {
        return messages(name, "{'role':'user','content':[{'type':'text','text':'hi'},{'type':" + part + "}]}");
    }

    private static String body(String messages, String members) {
        return "{'model':'m','messages':[" + messages + "]" + members + "}";
    }

    /** Under a name of its own, where one parameter says several things. */
    private Saying named(String other) {
        return new Saying(operation, client, other, without, with, mark);
    }

    /** Where it does not come beside something, but in its place. */
    private Saying instead() {
        String first = without.substring(without.indexOf("'tools'"), without.length() - 1);
        return new Saying(operation, client, name, without, with.replace(first + ",", ""), mark);
    }

    /** The parameter in which OpenAI's clients say it, such as {@code tool_choice} of {@code tool_choice: none}. */
    String parameter() {
        int colon = name.indexOf(':');
        String first = colon < 0 ? name : name.substring(0, colon);
        return first.equals("strict") || first.equals("custom tool") ? "tools" : first;
    }

    boolean isParameter() {
        return name.indexOf('_') > 0 || Stream.of(with.split("'", -1)).anyMatch(name::equals);
    }
}
