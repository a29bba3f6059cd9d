package com.tallyhybrid.testkit.templates;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The construct library runs in one child process, which answers one question after another: two threads that ask at once
 * get each other's answers. So each of them waits until it is alone.
 *
 * @see <a href="https://github.com/aws/jsii">aws/jsii v1.140.0, JsiiRuntime.requestResponse: writes, then reads</a>
 */
public final class Jsii implements BeforeAllCallback, AfterAllCallback {

    private static final ReentrantLock LOCK = new ReentrantLock();

    static <T> T alone(Supplier<T> work) {
        LOCK.lock();
        try {
            return work.get();
        } finally {
            LOCK.unlock();
        }
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        LOCK.lock();
    }

    @Override
    public void afterAll(ExtensionContext test) {
        LOCK.unlock();
    }
}
