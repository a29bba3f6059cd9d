package com.tallyhybrid.review.diff;

import com.tallyhybrid.cloudformation.Template;
import java.util.Optional;

/**
 * One stack on both sides, changed or not.
 *
 * @param name its name
 * @param base its template as it is; empty if the stack is new
 * @param head its template as proposed; empty if the stack is gone
 */
public record StackChange(String name, Optional<Template> base, Optional<Template> head) {

    /** Whether nothing of it differs. */
    public boolean isSame() {
        return base.map(Template::body).equals(head.map(Template::body))
                && base.map(Template::environment).equals(head.map(Template::environment));
    }
}
