package ai.gateway.app.standin;

import ai.gateway.app.standin.Multipart.Part;
import ai.gateway.app.standin.Values.Obj;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

import static ai.gateway.app.standin.Values.obj;

/** {@code /v1/files} and {@code /v1/batches}, in memory. What is too much pushes out the oldest. */
final class Files {
    private static final int MOST = 100;
    private static final int MOST_BYTES = 16 << 20;

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Stored(String id, Obj about, byte[] bytes) {}

    private final Deque<Stored> files = new ArrayDeque<>();
    private final Deque<Stored> batches = new ArrayDeque<>();

    /** Answers what is asked of files or batches. */
    synchronized HttpAnswer answer(HttpCall call, String nextId, long seconds) {
        String[] steps = call.path().split("/", -1);
        Deque<Stored> kind = steps[2].equals("files") ? files : batches;
        if (steps.length == 3) {
            return switch (call.method()) {
                case "POST" ->
                    HttpAnswer.json(kind == files ? upload(call, nextId, seconds) : batch(call, nextId, seconds));
                case "GET" -> HttpAnswer.json(list(kind));
                default -> throw new Refusal(405, call.method() + ": expected GET or POST");
            };
        }
        Stored stored = find(kind, HttpCall.decode(steps[3]));
        if (call.is("DELETE") && kind == files) {
            files.remove(stored);
            return HttpAnswer.json(obj("object", "file", "deleted", true, "id", stored.id()));
        }
        boolean content = steps.length == 5 && steps[4].equals("content") && kind == files;
        return content ? HttpAnswer.bytes("application/octet-stream", stored.bytes()) : HttpAnswer.json(stored.about());
    }

    private Object upload(HttpCall call, String id, long seconds) {
        Multipart form = Multipart.read(call);
        Part file = form.part("file");
        Obj about = obj().with("object", "file")
                .with("id", "file-" + id)
                .with("purpose", form.text("purpose", "user_data"))
                .with("filename", file.filename())
                .with("bytes", file.bytes().length)
                .with("created_at", seconds)
                .with("expires_at", null)
                .with("status", "processed")
                .with("status_details", null);
        keep(files, new Stored("file-" + id, about, file.bytes()));
        return about;
    }

    /** A batch is done as soon as it is asked for: all of its lines counted, no output written. */
    private Object batch(HttpCall call, String id, long seconds) {
        JsonNode body = Values.parse(call.body());
        Stored input = find(files, Values.string(body.path("input_file_id")));
        long lines = new String(input.bytes(), StandardCharsets.UTF_8).lines().count();
        Obj about = obj().with("id", "batch_" + id)
                .with("object", "batch")
                .with("endpoint", Values.string(body.path("endpoint")))
                .with("errors", null)
                .with("input_file_id", input.id())
                .with("completion_window", "24h")
                .with("status", "completed")
                .with("output_file_id", null)
                .with("error_file_id", null)
                .with("created_at", seconds)
                .with("in_progress_at", seconds)
                .with("expires_at", seconds + 86_400)
                .with("completed_at", seconds)
                .with("request_counts", obj("total", lines, "completed", lines, "failed", 0))
                .with("metadata", body.get("metadata"));
        keep(batches, new Stored("batch_" + id, about, new byte[0]));
        return about;
    }

    private static void keep(Deque<Stored> kind, Stored stored) {
        kind.addFirst(stored);
        while (kind.size() > MOST
                || kind.stream().mapToLong(one -> one.bytes().length).sum() > MOST_BYTES) {
            kind.removeLast();
        }
    }

    private static Object list(Collection<Stored> kind) {
        List<String> ids = kind.stream().map(Stored::id).toList();
        return obj().with("object", "list")
                .with("data", kind.stream().map(Stored::about).toList())
                .with("has_more", false)
                .with("first_id", ids.isEmpty() ? null : ids.get(0))
                .with("last_id", ids.isEmpty() ? null : ids.get(ids.size() - 1));
    }

    private static Stored find(Collection<Stored> kind, String id) {
        return kind.stream()
                .filter(stored -> stored.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(404, "No such object: " + id));
    }
}
