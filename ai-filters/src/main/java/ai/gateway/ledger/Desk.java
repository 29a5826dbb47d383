package ai.gateway.ledger;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Asks the database on behalf of who must not wait. */
record Desk(Database database, Executor executor) {

    <T> CompletableFuture<T> read(Database.Work<T> work) {
        return ask(() -> database.read(work));
    }

    <T> CompletableFuture<T> change(Database.Work<T> work) {
        return ask(() -> database.change(work));
    }

    private interface Question<T> {

        T answer() throws SQLException;
    }

    private <T> CompletableFuture<T> ask(Question<T> question) {
        try {
            return CompletableFuture.supplyAsync(() -> answer(question), executor);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new LedgerException("ledger: too many questions at once", e));
        }
    }

    private static <T> T answer(Question<T> question) {
        try {
            return question.answer();
        } catch (SQLException e) {
            throw new LedgerException("ledger: " + e.getMessage(), e);
        }
    }
}
