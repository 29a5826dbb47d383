/**
 * The stand-in provider: every api of every known provider, and no model behind it. It is for newcomers who have no key and no
 * network, for tests that need a provider that misbehaves on request, and for benchmarks.
 *
 * <p>{@link ai.gateway.app.standin.StandIn} is the server. {@code Router} reads what is asked through the codec of its dialect;
 * {@code PromptReader} picks the {@code Prompt} out of a chat, {@code Script} turns that into an answer, and the codec words it,
 * whole or as the stream that {@code Telling} tells. {@code Operations} does the same for what is no chat. By hand are only
 * what no codec has: {@code Completions}, {@code InvokeModel}, moderation, transcription, files. So a new dialect needs nothing
 * here but its line in {@code Family}, and a new directive is one line in {@code Script} or {@code Router}. A token is four
 * characters.
 *
 * <p>Without a directive the answer is a friendly sentence, an object that fits when the request has a JSON schema, a call when the
 * request insists on a tool, or the result repeated when the last turn is a tool result (whose turn obeys no directive). {@code max_tokens} cuts text and thinking. A
 * directive is a word of its own anywhere in the last user text, or in the header {@code x-stand-in}, whose words count where the
 * text does not say otherwise; several may be combined:
 *
 * <table>
 * <caption>Directives</caption>
 * <tr><th>type</th><th>and the stand-in</th></tr>
 * <tr><td>{@code /echo TEXT}</td><td>answers exactly TEXT, which is all that follows; put other directives before it</td></tr>
 * <tr><td>{@code /words N}</td><td>answers {@code word1 word2 …} up to N</td></tr>
 * <tr><td>{@code /chars N}</td><td>answers with N characters</td></tr>
 * <tr><td>{@code /json}</td><td>answers with an object, after the request's schema when it has one</td></tr>
 * <tr><td>{@code /tool}</td><td>calls the first tool of the request, with arguments made from its schema</td></tr>
 * <tr><td>{@code /tool NAME {json}}</td><td>calls that tool with those arguments; without them, they are made from its schema</td></tr>
 * <tr><td>{@code /tools N}</td><td>makes N calls at once, going round the tools of the request</td></tr>
 * <tr><td>{@code /think TEXT}</td><td>thinks TEXT (to the end of the line or the next directive) before it answers</td></tr>
 * <tr><td>{@code /length}</td><td>ends as if the answer had met its length limit</td></tr>
 * <tr><td>{@code /error STATUS message}</td><td>fails with that HTTP status; 429, 503 and 529 come with retry-after</td></tr>
 * <tr><td>{@code /errorafter N}</td><td>sends the dialect's error event after N events of a stream, and those that belong to the last of them</td></tr>
 * <tr><td>{@code /break N}</td><td>resets the connection after N events; after half the body when there is no stream</td></tr>
 * <tr><td>{@code /slow MS}</td><td>waits before the first byte</td></tr>
 * <tr><td>{@code /pace MS}</td><td>waits before each event of a stream</td></tr>
 * </table>
 *
 * <p>{@code /error} and {@code /slow} also work in the input of embeddings, reranking, moderation and the like. Moderation flags a
 * text that has the word violent in it. Embeddings of texts that share words are alike.
 */
@NullMarked
package ai.gateway.app.standin;

import org.jspecify.annotations.NullMarked;
