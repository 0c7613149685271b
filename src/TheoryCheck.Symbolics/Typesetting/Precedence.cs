namespace TheoryCheck.Symbolics.Typesetting;

/// <summary>How tightly the parts of a printed term hold together, loosest first.</summary>
internal enum Precedence
{
    /// <summary>Quantifiers and anonymous functions: reach as far right as they can.</summary>
    Formula,

    /// <summary>A iff B.</summary>
    Iff,

    /// <summary>A implies B.</summary>
    Implies,

    /// <summary>A or B.</summary>
    Or,

    /// <summary>A and B.</summary>
    And,

    /// <summary>not A.</summary>
    Not,

    /// <summary>Comparisons and memberships.</summary>
    Relation,

    /// <summary>a + b, -a.</summary>
    Sum,

    /// <summary>u·v, A B: an operation with a sign of its own, bracketed within a product.</summary>
    Infix,

    /// <summary>a·b, a/b.</summary>
    Product,

    /// <summary>∑ a, lim a, ∇a: open to the right.</summary>
    Large,

    /// <summary>A fraction bar: closed, but no base of a power.</summary>
    Fraction,

    /// <summary>a^b.</summary>
    Power,

    /// <summary>Names, calls, elements, anything in brackets.</summary>
    Atom,
}
