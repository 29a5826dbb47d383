package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * One piece of an answer. A stream is these in order; a whole answer is a fold over them ({@link Answer}). The blocks of a
 * choice begin with ascending numbers, and each ends; several may be open at once, since some providers interleave the
 * arguments of parallel calls.
 */
public sealed interface AnswerEvent {

    /** Shows the event as what it is. */
    void show(Visitor visitor);

    /** Is shown events as what they are; a new kind of event breaks the build wherever it must be thought about. */
    interface Visitor extends BlockVisitor {

        void began(Began event);

        void likelihoods(Likelihoods event);

        void finished(Finished event);

        void used(Used event);

        void failed(Failed event);

        void ended(Ended event);
    }

    /** Is shown the events of blocks as what they are. */
    interface BlockVisitor {

        void blockBegan(BlockBegan event);

        void piece(Piece event);

        void sealed(Sealed event);

        void cited(Cited event);

        void blockEnded(BlockEnded event);
    }

    /** To whom the events of blocks are all alike, since another one writes them. */
    interface BlocksAlike extends Visitor {

        void block(OfBlock event);

        @Override
        default void blockBegan(BlockBegan event) {
            block(event);
        }

        @Override
        default void piece(Piece event) {
            block(event);
        }

        @Override
        default void sealed(Sealed event) {
            block(event);
        }

        @Override
        default void cited(Cited event) {
            block(event);
        }

        @Override
        default void blockEnded(BlockEnded event) {
            block(event);
        }
    }

    /** What belongs to one of several answers. */
    sealed interface OfChoice extends AnswerEvent {

        int choice();
    }

    /** What belongs to a block of a choice. */
    sealed interface OfBlock extends OfChoice {

        int block();

        void showBlock(BlockVisitor visitor);

        @Override
        default void show(Visitor visitor) {
            showBlock(visitor);
        }
    }

    /**
     * The first.
     *
     * @param created in seconds since 1970; {@link Usage#ABSENT} where nobody said
     */
    record Began(String id, String model, long created, Extras extras) implements AnswerEvent {

        @Override
        public void show(Visitor visitor) {
            visitor.began(this);
        }
    }

    /**
     * A block begins.
     *
     * @param head what is known of it at once: of a text nothing, of a call its id and name
     */
    record BlockBegan(int choice, int block, Content head) implements OfBlock {

        @Override
        public void showBlock(BlockVisitor visitor) {
            visitor.blockBegan(this);
        }
    }

    /** More of the text of a block: of what is said or thought, of a refusal, of a call's arguments. */
    record Piece(int choice, int block, String text) implements OfBlock {

        @Override
        public void showBlock(BlockVisitor visitor) {
            visitor.piece(this);
        }
    }

    /** The provider has signed the block. */
    record Sealed(int choice, int block, Seal seal) implements OfBlock {

        @Override
        public void showBlock(BlockVisitor visitor) {
            visitor.sealed(this);
        }
    }

    /** Where a text has something from. */
    record Cited(int choice, int block, Citation citation) implements OfBlock {

        @Override
        public void showBlock(BlockVisitor visitor) {
            visitor.cited(this);
        }
    }

    /** Nothing more of that block follows. */
    record BlockEnded(int choice, int block) implements OfBlock {

        @Override
        public void showBlock(BlockVisitor visitor) {
            visitor.blockEnded(this);
        }
    }

    /**
     * How likely the tokens were.
     *
     * @param json in the shape of OpenAI's chats, {@code {"content":[…]}}
     */
    record Likelihoods(int choice, String json) implements OfChoice {

        @Override
        public void show(Visitor visitor) {
            visitor.likelihoods(this);
        }
    }

    /**
     * A choice is over.
     *
     * @param stopSequence the one that ended it; null where none did
     * @param extras what the dialect says of the choice besides
     */
    record Finished(
            int choice, FinishReason reason, @Nullable String stopSequence, Extras extras) implements OfChoice {

        @Override
        public void show(Visitor visitor) {
            visitor.finished(this);
        }
    }

    /**
     * Tokens so far; later counts replace earlier ones.
     *
     * @param extras the rest of the dialect's account
     */
    record Used(Usage usage, Extras extras) implements AnswerEvent {

        @Override
        public void show(Visitor visitor) {
            visitor.used(this);
        }
    }

    /** It went wrong; nothing follows. */
    record Failed(Failure failure) implements AnswerEvent {

        @Override
        public void show(Visitor visitor) {
            visitor.failed(this);
        }
    }

    /** Nothing follows: the answer said so itself. */
    record Ended() implements AnswerEvent {

        @Override
        public void show(Visitor visitor) {
            visitor.ended(this);
        }
    }
}
