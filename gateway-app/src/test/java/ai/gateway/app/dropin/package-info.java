/**
 * The plug-in jars in gateways that know nothing of them. {@code src/it} has the gateways: built as their owners would, one
 * for each version of Spring Boot that is promised, and a web application that is no gateway. {@link
 * ai.gateway.app.dropin.StockApp} starts one of them in a Java of its own, as it is or with the jars on {@code loader.path};
 * {@link ai.gateway.app.dropin.ModelCall} is what clients of the three big dialects send. {@link
 * ai.gateway.app.dropin.Linkage} finds without any traffic what the jars call and a host does not have.
 */
@NullMarked
package ai.gateway.app.dropin;

import org.jspecify.annotations.NullMarked;
