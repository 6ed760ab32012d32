package org.baoxue.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * An agent that sets the clock of one process wrong: what {@code java.time} says it is, and what the program's own and its
 * libraries' code gets from {@code System.currentTimeMillis()}, is so many milliseconds off. Elapsed time stays as it is.
 */
public final class WrongClock {
    private static final String NAME = WrongClock.class.getName();
    private static final ClassDesc INSTANT = ClassDesc.of("java.time.Instant");

    private WrongClock() {}

    /** What the JVM must be told. */
    static String option(Path folder, Duration off) {
        var jar = folder.resolve("wrong-clock.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", NAME);
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (var one : new Class<?>[] {WrongClock.class, Shift.class}) {
                var file = one.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(file));
                try (var code = one.getClassLoader().getResourceAsStream(file)) {
                    if (code == null) {
                        throw new IllegalStateException(file + " is not on the class path");
                    }
                    code.transferTo(out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "-javaagent:" + jar + "=" + off.toMillis();
    }

    /** Called by the JVM before the program. */
    public static void premain(String millis, Instrumentation jvm) throws Exception {
        jvm.addTransformer(new Shift(Long.parseLong(millis)), true);
        jvm.retransformClasses(Clock.class);
    }

    /** What {@link Clock} answers, and what everybody outside the JDK is told who asks for milliseconds. */
    static final class Shift implements ClassFileTransformer {
        private final long millis;

        Shift(long millis) {
            this.millis = millis;
        }

        @Override
        @SuppressWarnings({"CatchingThrowable", "ReturnsNullCollection"}) // null leaves a class as it is
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String name,
                @Nullable Class<?> known,
                @Nullable ProtectionDomain domain,
                byte[] code) {
            try {
                if (name.equals("java/time/Clock")) {
                    return changed(
                            code,
                            ClassTransform.transformingMethodBodies(
                                    method -> method.methodName().equalsString("currentInstant"), later()));
                }
                return loader == null || loader == ClassLoader.getPlatformClassLoader() || !asks(code)
                        ? null
                        : changed(code, ClassTransform.transformingMethodBodies(millisLater()));
            } catch (Throwable failed) {
                failed.printStackTrace(); // the JVM would keep it to itself
                return null;
            }
        }

        private static byte[] changed(byte[] code, ClassTransform how) {
            var file = ClassFile.of();
            return file.transformClass(file.parse(code), how);
        }

        private static boolean asks(byte[] code) {
            return new String(code, StandardCharsets.ISO_8859_1).contains("currentTimeMillis");
        }

        private CodeTransform later() {
            return (builder, element) -> {
                if (element instanceof ReturnInstruction) {
                    builder.loadConstant(millis)
                            .invokevirtual(INSTANT, "plusMillis", MethodTypeDesc.of(INSTANT, ConstantDescs.CD_long));
                }
                builder.with(element);
            };
        }

        private CodeTransform millisLater() {
            return (builder, element) -> {
                builder.with(element);
                if (element instanceof InvokeInstruction call
                        && call.owner().asInternalName().equals("java/lang/System")
                        && call.name().equalsString("currentTimeMillis")) {
                    builder.loadConstant(millis).ladd();
                }
            };
        }
    }
}
