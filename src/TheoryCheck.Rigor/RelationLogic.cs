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
}
