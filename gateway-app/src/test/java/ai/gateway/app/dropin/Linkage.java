package ai.gateway.app.dropin;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.Label;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Links classes against a host without running them: every class, method and field that their code names must be there
 * with the same types, and no method of an interface may be left without a body. Annotations are not looked at; those that
 * a host lacks are dropped by the JVM without a word.
 */
final class Linkage {

    private final HostClasses host;
    private final Set<String> missing = new TreeSet<>();
    private String current = "";

    Linkage(HostClasses host) {
        this.host = host;
    }

    /** What these classes need and do not find, one sentence each. */
    Set<String> missing(Stream<byte[]> classes) {
        classes.forEach(bytes -> new ClassReader(bytes).accept(new References(), ClassReader.SKIP_FRAMES));
        return missing;
    }

    private void type(Type type) {
        switch (type.getSort()) {
            case Type.ARRAY -> type(type.getElementType());
            case Type.METHOD -> {
                type(type.getReturnType());
                Stream.of(type.getArgumentTypes()).forEach(this::type);
            }
            case Type.OBJECT -> {
                if (host.find(type.getInternalName()) == null) {
                    missing.add(current + " needs " + type.getInternalName());
                }
            }
            default -> {}
        }
    }

    private void method(String owner, String name, String descriptor, boolean ofInterface, boolean ofClass) {
        type(Type.getObjectType(owner));
        type(Type.getMethodType(descriptor));
        HostClasses.Known known = owner.startsWith("[") ? null : host.find(owner);
        if (known == null) {
            return;
        }
        HostClasses.Member member = host.member(owner, name + descriptor);
        if (member == null
                || known.isInterface() != ofInterface
                || (member.access() & Opcodes.ACC_STATIC) != (ofClass ? Opcodes.ACC_STATIC : 0)) {
            missing.add(current + " calls " + owner + "." + name + descriptor);
        }
    }

    private void field(String owner, String name, String descriptor) {
        type(Type.getObjectType(owner));
        type(Type.getType(descriptor));
        if (host.find(owner) != null && host.member(owner, name + ":" + descriptor) == null) {
            missing.add(current + " uses " + owner + "." + name + " of type " + descriptor);
        }
    }

    private final class References extends ClassVisitor {

        References() {
            super(SpringAsmInfo.ASM_VERSION);
        }

        @Override
        public void visit(int version, int access, String name, String signature, String parent, String[] interfaces) {
            current = name;
            Stream.concat(Stream.ofNullable(parent), Stream.of(Objects.requireNonNullElse(interfaces, new String[0])))
                    .forEach(each -> type(Type.getObjectType(each)));
            if ((access & Opcodes.ACC_ABSTRACT) == 0) {
                host.withoutBody(name).forEach(method -> missing.add(name + " does not implement " + method));
            }
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            type(Type.getType(descriptor));
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            type(Type.getMethodType(descriptor));
            return new Instructions();
        }
    }

    private final class Instructions extends MethodVisitor {

        Instructions() {
            super(SpringAsmInfo.ASM_VERSION);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            type(Type.getObjectType(type));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            field(owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
            method(owner, name, descriptor, ofInterface, opcode == Opcodes.INVOKESTATIC);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            type(Type.getMethodType(descriptor));
            Stream.of(arguments).forEach(this::visitLdcInsn);
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type type) {
                type(type);
            } else if (value instanceof Handle handle && handle.getTag() < Opcodes.H_INVOKEVIRTUAL) {
                field(handle.getOwner(), handle.getName(), handle.getDesc());
            } else if (value instanceof Handle handle) {
                method(
                        handle.getOwner(),
                        handle.getName(),
                        handle.getDesc(),
                        handle.isInterface(),
                        handle.getTag() == Opcodes.H_INVOKESTATIC);
            }
        }

        @Override
        public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
            if (type != null) {
                type(Type.getObjectType(type));
            }
        }
    }
}
