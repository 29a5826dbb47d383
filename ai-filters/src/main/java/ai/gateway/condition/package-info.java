/**
 * Rules that users write in one line: which target of a pool serves which request, whom a guard looks at.
 *
 * <p>{@link ai.gateway.condition.Condition#parse} reads a text against a {@link ai.gateway.condition.Vocabulary}, which
 * says what there is to ask about and of what {@link ai.gateway.condition.Kind} it is. So what is misspelt, or compared
 * with what it cannot be compared with, is found at the start. {@link ai.gateway.condition.Condition#test} asks a
 * {@link ai.gateway.condition.Subject}, such as a request, for those of its values that it needs.
 *
 * <pre>
 * condition  = all { ( "or" | "||" ) all }
 * all        = single { ( "and" | "&amp;&amp;" ) single }
 * single     = { "not" | "!" } ( "(" condition ")" | "exists" "(" name ")" | comparison )
 * comparison = flag [ ( "==" | "!=" ) ( "true" | "false" | "yes" | "no" ) ]
 *            | number ( "==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" ) amount
 *            | number [ "not" ] "in" "[" amount { "," amount } "]"
 *            | text ( "==" | "!=" | "~" | "!~" ) value
 *            | text [ "not" ] "in" "[" value { "," value } "]"
 *            | ( text | texts ) [ "not" ] "contains" value
 * value      = word | "'" … "'" | '"' … '"'         a quote within its like is doubled
 * amount     = [ "-" ] digits [ "." digits ] [ "k" | "m" ]    8000, 8_000 and 8k are the same
 * word       = letters, digits and  _ - . / : * ? @ + # $ %
 * </pre>
 *
 * <p>What stands left of an operator is a name, what stands right of it a value, never the other way round; so a value
 * needs no quotes as long as it is one word, and none of {@code and or not in contains exists}.
 *
 * <p>A question about something absent is answered with no. {@code !=}, {@code !~} and {@code not …} are the opposite of
 * what they negate, with no exception: where there is no team, {@code header.x-team != gold} holds.
 *
 * <p>Testing visits each part of a condition at most once, throws nothing, and allocates nothing. Looking into a text
 * takes at most the product of its length and the pattern's. There are no calls, loops, variables or regular
 * expressions, so there is nothing in a condition that could do harm.
 *
 * <p>Two helpers stand here because this is the lowest floor that wants them: {@link ai.gateway.condition.Glob} and
 * {@link ai.gateway.condition.Nearest}. Nothing in this room knows more than the JDK.
 */
@NullMarked
package ai.gateway.condition;

import org.jspecify.annotations.NullMarked;
