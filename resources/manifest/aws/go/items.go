package cloud

import (
	"encoding/json"
	"fmt"

	"example.com/function/app"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// JSON values and DynamoDB's typed ones.

func item(values app.Object) map[string]types.AttributeValue {
	typed := make(map[string]types.AttributeValue, len(values))
	for name, value := range values {
		typed[name] = attribute(value)
	}
	return typed
}

func attribute(value any) types.AttributeValue {
	switch value := value.(type) {
	case nil:
		return &types.AttributeValueMemberNULL{Value: true}
	case bool:
		return &types.AttributeValueMemberBOOL{Value: value}
	case json.Number:
		return &types.AttributeValueMemberN{Value: value.String()}
	case []any:
		list := make([]types.AttributeValue, len(value))
		for i, item := range value {
			list[i] = attribute(item)
		}
		return &types.AttributeValueMemberL{Value: list}
	case app.Object:
		return &types.AttributeValueMemberM{Value: item(value)}
	}
	return &types.AttributeValueMemberS{Value: fmt.Sprint(value)}
}

func object(item map[string]types.AttributeValue) app.Object {
	values := make(app.Object, len(item))
	for name, attribute := range item {
		values[name] = plain(attribute)
	}
	return values
}

func objects(items []map[string]types.AttributeValue) []any {
	values := make([]any, len(items))
	for i, item := range items {
		values[i] = object(item)
	}
	return values
}

func plain(attribute types.AttributeValue) any {
	switch attribute := attribute.(type) {
	case *types.AttributeValueMemberS:
		return attribute.Value
	case *types.AttributeValueMemberN:
		return json.Number(attribute.Value)
	case *types.AttributeValueMemberBOOL:
		return attribute.Value
	case *types.AttributeValueMemberM:
		return object(attribute.Value)
	case *types.AttributeValueMemberL:
		list := make([]any, len(attribute.Value))
		for i, item := range attribute.Value {
			list[i] = plain(item)
		}
		return list
	case *types.AttributeValueMemberSS:
		return attribute.Value
	case *types.AttributeValueMemberNS:
		numbers := make([]any, len(attribute.Value))
		for i, number := range attribute.Value {
			numbers[i] = json.Number(number)
		}
		return numbers
	}
	return nil
}
