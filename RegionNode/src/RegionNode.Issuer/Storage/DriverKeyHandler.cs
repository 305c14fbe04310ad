using System.Data;
using Dapper;

namespace RegionNode.Issuer.Storage;

/// <summary>Lets a <see cref="DriverKey"/> be an argument and a column of a query.</summary>
internal sealed class DriverKeyHandler : SqlMapper.TypeHandler<DriverKey>
{
    /// <inheritdoc/>
    public override void SetValue(IDbDataParameter parameter, DriverKey value)
    {
        parameter.DbType = DbType.String;
        parameter.Value = value.Value;
    }

    /// <inheritdoc/>
    public override DriverKey Parse(object value) => new((string)value);
}
