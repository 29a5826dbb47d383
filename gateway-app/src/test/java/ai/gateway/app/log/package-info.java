/** The request log, feedback and the audit of decisions, in a gateway. */
@org.jspecify.annotations.NullMarked
package ai.gateway.app.log;
