namespace TheoryCheck.Rigor;

/// <summary>What follows from a relation alone.</summary>
public static class RelationLogic
{
    /// <summary>The relation read from right to left: a R b exactly if b R' a.</summary>
    public static Relation Turned(this Relation relation) => relation switch
    {
        Relation.Less => Relation.Greater,
        Relation.LessOrEqual => Relation.GreaterOrEqual,
        Relation.Greater => Relation.Less,
        Relation.GreaterOrEqual => Relation.LessOrEqual,
        _ => relation,
    };

    /// <summary>The relation that holds exactly where this one does not.</summary>
    public static Relation Denied(this Relation relation) => relation switch
    {
        Relation.Less => Relation.GreaterOrEqual,
        Relation.LessOrEqual => Relation.Greater,
        Relation.Greater => Relation.LessOrEqual,
        Relation.GreaterOrEqual => Relation.Less,
        Relation.Equal => Relation.NotEqual,
        _ => Relation.Equal,
    };
}
