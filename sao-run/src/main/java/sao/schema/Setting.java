package sao.schema;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What one setting may be and what it is without a word. The reader, the written settings and the
/// reference in `docs/settings.md` all come from here, so that they cannot disagree.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /// {@return its value when nobody gives one, as YAML}
    String standard();

    /// {@return the numbers allowed, as an interval such as `(0, 1]`; empty: all}
    String range() default "";

    /// {@return the words allowed, for texts and lists of texts; empty: all}
    String[] choices() default {};

    /// {@return the word that means "not given", such as `auto`: numbers are then 0 and texts empty}
    String absent() default "";

    /// {@return what it decides, in one sentence without a full stop}
    String about();
}
