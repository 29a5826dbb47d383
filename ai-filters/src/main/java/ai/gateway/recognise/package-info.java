/**
 * Recognisers of names that the configuration describes.
 *
 * <p>{@link ai.gateway.recognise.RecognisersReader} makes of what is written what is wanted;
 * {@link ai.gateway.recognise.AllRecognisers} are these and the beans of the host. {@link ai.gateway.recognise.Presidio} asks an
 * analyzer of Presidio's over HTTP. {@link ai.gateway.recognise.NameFinder} works in this process: it goes by what stands before a
 * name, and by what the JDK and a list of given names know.
 */
@NullMarked
package ai.gateway.recognise;

import org.jspecify.annotations.NullMarked;
