package ai.gateway.app.dropin;

import org.jspecify.annotations.Nullable;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.FieldVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The classes of a class path and of the JDK by internal name, read and never loaded, except for those of the JDK. */
final class HostClasses {

    /** @param members methods by name and descriptor, fields with a colon between the two */
    record Known(boolean isInterface, List<String> parents, Map<String, Member> members) {}

    record Member(int access) {
        boolean hasBody() {
            return (access & Opcodes.ACC_ABSTRACT) == 0;
        }
    }

    private final ClassLoader classPath;
    private final Map<String, Optional<Known>> known = new HashMap<>();

    /** @param classPath asked for bytes only */
    HostClasses(ClassLoader classPath) {
        this.classPath = classPath;
    }

    @Nullable
    Known find(String name) {
        Optional<Known> found = known.get(name);
        if (found == null) {
            found = Optional.ofNullable(read(name));
            known.put(name, found);
        }
        return found.orElse(null);
    }

    /** The method or field where its class or a parent has it. */
    @Nullable
    Member member(String owner, String member) {
        if (owner.equals("java/lang/invoke/MethodHandle") || owner.equals("java/lang/invoke/VarHandle")) {
            return new Member(Opcodes.ACC_PUBLIC); // their methods take anything
        }
        return lineage(owner).stream()
                .map(this::find)
                .filter(Objects::nonNull)
                .map(each -> each.members().get(member))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Methods that a class has to have and has not. */
    Set<String> withoutBody(String name) {
        Set<String> required = new TreeSet<>();
        Set<String> given = new TreeSet<>();
        for (String each : lineage(name)) {
            Known type = find(each);
            if (type != null) {
                type.members().forEach((member, how) -> (how.hasBody() ? given : required).add(member));
            }
        }
        required.removeAll(given);
        return required;
    }

    /** The class, its parents, their parents …, and what every interface has of Object. */
    private Set<String> lineage(String name) {
        Set<String> all = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.remove(0);
            Known type = find(next);
            if (all.add(next) && type != null) {
                open.addAll(type.parents());
            }
        }
        all.add("java/lang/Object");
        return all;
    }

    private @Nullable Known read(String name) {
        try (InputStream bytes = classPath.getResourceAsStream(name + ".class")) {
            return bytes == null ? ofJdk(name) : ofBytes(new ClassReader(bytes));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Known ofBytes(ClassReader reader) {
        Map<String, Member> members = new LinkedHashMap<>();
        reader.accept(
                new ClassVisitor(SpringAsmInfo.ASM_VERSION) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        members.put(name + descriptor, new Member(access));
                        return null;
                    }

                    @Override
                    public FieldVisitor visitField(
                            int access, String name, String descriptor, String signature, Object value) {
                        members.put(name + ":" + descriptor, new Member(access));
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
        List<String> parents = Stream.concat(
                        Stream.ofNullable(reader.getSuperName()), Stream.of(reader.getInterfaces()))
                .toList();
        return new Known((reader.getAccess() & Opcodes.ACC_INTERFACE) != 0, parents, members);
    }

    private static @Nullable Known ofJdk(String name) {
        try {
            Class<?> type = Class.forName(name.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            Map<String, Member> members = new LinkedHashMap<>();
            for (Method each : type.getDeclaredMethods()) {
                members.put(each.getName() + Type.getMethodDescriptor(each), new Member(each.getModifiers()));
            }
            for (Constructor<?> each : type.getDeclaredConstructors()) {
                members.put("<init>" + Type.getConstructorDescriptor(each), new Member(each.getModifiers()));
            }
            Stream.of(type.getDeclaredFields())
                    .forEach(each -> members.put(
                            each.getName() + ":" + Type.getDescriptor(each.getType()),
                            new Member(each.getModifiers())));
            List<String> parents = Stream.concat(
                            Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
                    .map(Type::getInternalName)
                    .toList();
            return new Known(type.isInterface(), parents, members);
        } catch (ClassNotFoundException nowhere) {
            return null;
        }
    }
}
