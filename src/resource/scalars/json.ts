/** JSON as it is stored: custom fields, whose shape the operator decides. */
import { GraphQLJSON } from 'graphql-scalars';

export const JsonScalar = GraphQLJSON;
